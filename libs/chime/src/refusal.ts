/** Why a request to Chime came to nothing. */
export type RefusalReason =
  /** More requests a second than the quota allows; nothing happened. */
  | 'throttled'
  /** The account has as many active calls, or meetings, as it may have; nothing happened. */
  | 'quota'
  /** The call or the meeting has ended, or never was. */
  | 'not-found'
  /** A number, an id or a header that the service does not take; the message tells. */
  | 'invalid'
  /** The function lacks a permission, or the number may not be dialled. */
  | 'forbidden'
  /** The service failed or did not answer in time; it may have happened all the same. */
  | 'unknown';

export interface Refusal {
  ok: false;
  reason: RefusalReason;
  message: string;
  cause: unknown;
}

const REASONS: Readonly<Record<string, RefusalReason>> = {
  ThrottledClientException: 'throttled',
  ResourceLimitExceededException: 'quota',
  NotFoundException: 'not-found',
  BadRequestException: 'invalid',
  ForbiddenException: 'forbidden',
  AccessDeniedException: 'forbidden',
  UnauthorizedClientException: 'forbidden',
  // The names that Chime meetings has for the same.
  ThrottlingException: 'throttled',
  LimitExceededException: 'quota',
  UnauthorizedException: 'forbidden',
  UnprocessableEntityException: 'invalid',
};

/** What the SDK threw, as a value. */
export function refusalOf(cause: unknown): Refusal {
  const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
  return { ok: false, reason: REASONS[name] ?? 'unknown', message: `${name}: ${message}`, cause };
}
