/** A request to the control plane that can't be met; answered as a problem document (RFC 9457). */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: 400 | 403 | 404 | 405 | 409;

  constructor(status: ControlError['status'], message: string) {
    super(message);
    this.status = status;
  }
}
