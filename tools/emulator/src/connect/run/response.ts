export type ResponseType = 'STRING_MAP' | 'JSON';

/** Of a function's response, UTF-8. */
const MAX_BYTES = 32 * 1024;

/** What a flow may use of a function's response, or why it can't. */
export function readResponse(
  payload: string,
  type: ResponseType,
): { external: Readonly<Record<string, unknown>> } | { reason: string } {
  const bytes = Buffer.byteLength(payload);
  if (bytes > MAX_BYTES) return { reason: `the response has ${bytes} bytes; at most ${MAX_BYTES} are taken` };
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return { reason: 'the response is not JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { reason: `the response is ${value === null ? 'null' : typeof value}, not an object` };
  }
  const external = { ...value } as Readonly<Record<string, unknown>>;
  if (type === 'JSON') return { external };
  const other = Object.entries(external).find(([, item]) => typeof item !== 'string');
  if (!other) return { external };
  return { reason: `"${other[0]}" of the response is not a text, and the flow asks for a flat map of texts` };
}
