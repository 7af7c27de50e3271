/** Why something was refused, before a service gives it a name of its own. */
export const refusalCodes = [
  'BadRequest',
  'NotFound',
  'AssociationsExist',
  'ResourceNotFound',
  'Conflict',
  'Forbidden',
  'Gone',
  'LimitExceeded',
  'ResourceLimitExceeded',
  'Throttled',
  'TooManyTags',
  'ServiceUnavailable',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** Thrown by the directory and the meetings; the API answers with the error that the asked service has for the code. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}
