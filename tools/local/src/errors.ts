export type LocalErrorCode =
  /** The configuration of a service or of the local run is wrong. */
  | 'CONFIGURATION'
  /** AWS has it, the local run does not. */
  | 'UNSUPPORTED'
  /** A service did not start. */
  | 'START_FAILED';

/** What keeps the local run from starting; the message says where and what to do. */
export class LocalError extends Error {
  override readonly name = 'LocalError';
  readonly code: LocalErrorCode;

  constructor(code: LocalErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
