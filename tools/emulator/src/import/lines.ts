import type { Readable } from 'node:stream';

/** Of one line; an event of CloudWatch Logs has at most 1 MiB. */
export const MAX_LINE_CHARACTERS = 8 * 1024 * 1024;

/** `text` is undefined when the line was longer than is kept. */
export interface Line {
  number: number;
  text: string | undefined;
}

/**
 * The lines of UTF-8 text, without their ends (LF or CRLF) and without a byte order mark. Never keeps more than one line,
 * and of a line no more than `maxCharacters`.
 */
export async function* linesOf(input: Readable, maxCharacters = MAX_LINE_CHARACTERS): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8');
  let [number, kept, length] = [0, [] as string[], 0];
  const take = (part: string): void => {
    length += part.length;
    if (length <= maxCharacters) kept.push(part);
    else kept = [];
  };
  const line = (): Line => {
    const text = length > maxCharacters ? undefined : kept.join('').replace(/\r$/, '');
    [number, kept, length] = [number + 1, [], 0];
    return { number, text };
  };
  for await (const chunk of input as AsyncIterable<Uint8Array>) {
    const parts = decoder.decode(chunk, { stream: true }).split('\n');
    for (const part of parts.slice(0, -1)) {
      take(part);
      yield line();
    }
    take(parts.at(-1) ?? '');
  }
  take(decoder.decode());
  if (length > 0) yield line();
}
