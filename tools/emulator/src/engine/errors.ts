export type EngineErrorCode =
  'BadRequest' | 'NotFound' | 'ResourceLimitExceeded' | 'Throttled' | 'Forbidden' | 'ServiceUnavailable';

/** A request that the engine refuses; the API answers with the AWS error of the same name. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
