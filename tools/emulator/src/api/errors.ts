import { refusalCodes, type Refusal, type RefusalCode } from '../aws/refusal.ts';
import { models, type ServiceName } from './model/model.ts';

/** An error as AWS puts it on the wire: exception name, HTTP status, message. */
export class ServiceError extends Error {
  /** With its suffix, e.g. `NotFoundException`. */
  override readonly name: string;
  readonly status: number;

  constructor(name: string, status: number, message: string) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

const NAMES: Readonly<Record<ServiceName, Partial<Record<RefusalCode, string>>>> = {
  voice: {
    Throttled: 'ThrottledClientException',
    LimitExceeded: 'ResourceLimitExceededException',
    AssociationsExist: 'BadRequestException',
  },
  meetings: { Throttled: 'ThrottlingException', ResourceLimitExceeded: 'LimitExceededException' },
};

/** The error that a service answers with for a refusal of one of the parts behind it. */
export function toServiceError(service: ServiceName, refusal: { code: RefusalCode; message: string }): ServiceError {
  const name = NAMES[service][refusal.code] ?? `${refusal.code}Exception`;
  return new ServiceError(name, models[service].errors[name] ?? 400, refusal.message);
}

/** Refusals are told by their code, so that the engine may have an error class of its own. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && CODES.has(error.code);
}

const CODES: ReadonlySet<string> = new Set(refusalCodes);
