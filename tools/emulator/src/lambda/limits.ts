/** Lambda's limits for a synchronous invocation, bytes (Lambda developer guide, "Lambda quotas"). */
export const MAX_REQUEST_BYTES = 6 * 1024 * 1024;
/** What Lambda really lets pass is 100 bytes more than 6 MB. */
export const MAX_RESPONSE_BYTES = MAX_REQUEST_BYTES + 100;

/** How much of its log Lambda gives back with an answer (Lambda API reference, Invoke, `LogType`). */
export const LOG_TAIL_BYTES = 4 * 1024;

/** A UTF-16 unit is at most three bytes of UTF-8, so short texts need no counting. */
export function exceeds(text: string, bytes: number): boolean {
  return text.length * 3 > bytes && Buffer.byteLength(text) > bytes;
}
