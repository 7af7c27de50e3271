/**
 * Something a person wrote is wrong: a command, a file, a handler. The message is complete in itself: what is wrong,
 * where, and what is allowed; it is printed without a stack.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The message of anything that was thrown; an error of another realm is no instance of ours. */
export function messageOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null || !('message' in thrown)) return String(thrown);
  return String(thrown.message);
}
