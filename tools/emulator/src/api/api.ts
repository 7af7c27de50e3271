import type { Clock } from '../clock/clock.ts';
import type { Ids } from '../engine/ports.ts';
import { isRefusal, ServiceError, toServiceError } from './errors.ts';
import type { ApiHandler, ApiResponse } from './http.ts';
import { collectInput, type Sources } from './input.ts';
import { models, type ServiceName } from './model/model.ts';
import type { OperationTable, Services } from './operation.ts';
import { meetingsOperations } from './operations/meetings/table.ts';
import { voiceOperations } from './operations/voice/table.ts';
import { failed, succeeded } from './responses.ts';
import { type Route, routeOf } from './router.ts';
import { serialise } from './serialise.ts';
import { awsThrottles, createThrottle, type Throttles } from './throttle.ts';
import { describeViolations, findViolations } from './validate.ts';

export interface ApiOptions extends Services {
  clock: Clock;
  ids: Ids;
  /** Requests a second by operation, AWS's defaults unless given; `{}` switches throttling off. */
  throttles?: Throttles;
  /** What goes wrong with a request that is in order; nothing unless given. */
  fault?(request: FaultyRequest): ApiFault | undefined;
  /** Told of every request to a known operation once it is answered. */
  onCall?(call: ApiCall): void;
}

export interface FaultyRequest {
  service: ServiceName;
  operation: string;
  input: Readonly<Record<string, unknown>>;
}

/** An error that the service may always answer with, whatever was asked. */
export interface ApiFault {
  /** An exception of the service's model, such as `ServiceFailureException`. */
  error: string;
  message?: string;
  /** Whether the request was done all the same, so that only its answer is lost. */
  done?: boolean;
}

export interface ApiCall {
  at: number;
  requestId: string;
  service: ServiceName;
  operation: string;
  /** The input without passwords; empty when the request could not be read. */
  input: Readonly<Record<string, unknown>>;
  status: number;
  /** What the operation answered, on success. */
  output?: unknown;
  /** Name and message of the error, otherwise. */
  error?: { name: string; message: string };
}

const tables: Readonly<Record<ServiceName, OperationTable>> = {
  voice: voiceOperations,
  meetings: meetingsOperations,
};

/**
 * Chime SDK Voice and Chime SDK Meetings in AWS's wire format (REST JSON), as a plain function. Signatures are not
 * checked. Never rejects: whatever goes wrong is an answer.
 */
export function createApi(options: ApiOptions): ApiHandler {
  const { clock, ids, onCall } = options;
  const admit = createThrottle(clock, options.throttles ?? awsThrottles);

  return (request) => {
    const { method, url, headers, body } = request;
    const requestId = ids.uuid();
    const route = routeOf(request);
    if (!route) return Promise.resolve(failed(unknownOperation(method, url), requestId));
    const { service, operation, path, query } = route;
    const call: ApiCall = { at: clock.now(), requestId, service, operation, input: {}, status: 0 };
    const response = answer(route, { path, query, headers, body }, call);
    onCall?.({ ...call, status: response.status });
    return Promise.resolve(response);
  };

  function answer(route: Route, sources: Sources, call: ApiCall): ApiResponse {
    try {
      call.output = execute(route, sources, call);
      return succeeded(route.model.http.responseCode ?? 200, call.output, call.requestId);
    } catch (error) {
      const known = toError(route.service, error);
      call.error = { name: known.name, message: known.message };
      return failed(known, call.requestId);
    }
  }

  function execute({ service, operation, model }: Route, sources: Sources, call: ApiCall): unknown {
    const shapes = models[service];
    const emulated = Object.hasOwn(tables[service], operation) ? tables[service][operation] : undefined;
    if (!emulated) throw unsupported(operation);
    if (!admit(operation)) {
      throw toServiceError(service, { code: 'Throttled', message: 'Service received too many requests' });
    }
    const input = model.input === undefined ? {} : collectInput(shapes, model.input, sources);
    call.input = withoutPasswords(input);
    const violations = model.input === undefined ? [] : findViolations(shapes, model.input, input);
    if (violations.length > 0) throw new ServiceError('BadRequestException', 400, describeViolations(violations));
    const fault = options.fault?.({ service, operation, input });
    if (fault && !fault.done) throw failureOf(service, fault);
    const output = emulated.handle(input, options);
    if (fault) throw failureOf(service, fault);
    return model.output === undefined ? undefined : serialise(shapes, model.output, output ?? {});
  }
}

function failureOf(service: ServiceName, { error, message = 'Injected by the emulator' }: ApiFault): ServiceError {
  return new ServiceError(error, models[service].errors[error] ?? 400, message);
}

function toError(service: ServiceName, error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (isRefusal(error)) return toServiceError(service, error);
  const reason = error instanceof Error ? error.message : String(error);
  return new ServiceError('ServiceFailureException', 500, `The emulator failed: ${reason}`);
}

function unsupported(operation: string): ServiceError {
  const message = `${operation} is not emulated. The emulator's README lists the operations that are`;
  return new ServiceError('UnsupportedOperationException', 501, message);
}

function unknownOperation(method: string, url: string): ServiceError {
  const message = `No operation of Chime SDK Voice or Chime SDK Meetings has ${method} ${url}`;
  return new ServiceError('UnknownOperationException', 404, message);
}

function withoutPasswords(input: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(input, (key, value: unknown) => (key === 'Password' ? '***' : value));
  return JSON.parse(text) as Record<string, unknown>;
}
