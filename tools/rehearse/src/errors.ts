/** What stops the rehearsal, in a sentence for whoever started it; `details` is what a command printed, to look at. */
export class RehearsalError extends Error {
  override readonly name = 'RehearsalError';
  readonly details: string;

  constructor(message: string, details = '', options?: ErrorOptions) {
    super(message, options);
    this.details = details;
  }
}
