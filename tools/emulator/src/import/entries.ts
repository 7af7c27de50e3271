import { csvEntries, isCsvHead } from './csv-entries.ts';
import { documentEntries, startsDocument } from './document-entries.ts';
import { linesOf, type Line } from './lines.ts';
import type { LogEntry } from './log-entry.ts';
import { openFile } from './open-file.ts';

/** How many lines are looked at to tell what kind of file it is. */
const HEAD = 2;

/**
 * What a log file holds, in its order: the events of a CSV or JSON export, or the lines of any other text.
 * @throws {InputError} the file can't be read
 */
export async function* entriesOf(file: string): AsyncGenerator<LogEntry> {
  const lines = linesOf(await openFile(file));
  const head = await headOf(lines);
  const all = chained(head, lines);
  const [first = '', second = ''] = head.flatMap(({ text }) => (text?.trim() ? [text.trim()] : []));
  let last = 0;
  const counted = (async function* () {
    for await (const line of all) {
      last = line.number;
      yield line;
    }
  })();
  try {
    if (isCsvHead(first)) yield* csvEntries(counted, file);
    else if (startsDocument(first, second)) yield* documentEntries(counted, file);
    else yield* textEntries(counted, file);
  } catch (error) {
    if (!isUnpacking(error)) throw error;
    yield { file, line: last + 1, content: { type: 'unreadable', why: 'cut-off' } };
  }
}

async function* textEntries(lines: AsyncIterable<Line>, file: string): AsyncGenerator<LogEntry> {
  for await (const { number, text } of lines) {
    const content =
      text === undefined ? ({ type: 'unreadable', why: 'too-long' } as const) : { type: 'text' as const, text };
    yield { file, line: number, content };
  }
}

async function headOf(lines: AsyncGenerator<Line>): Promise<Line[]> {
  const head: Line[] = [];
  let written = 0;
  while (written < HEAD) {
    const next = await lines.next().catch((error: unknown) => {
      if (isUnpacking(error)) return { done: true as const, value: undefined };
      throw error;
    });
    if (next.done) break;
    head.push(next.value);
    if (next.value.text?.trim() !== '') written += 1;
  }
  return head;
}

async function* chained(head: readonly Line[], rest: AsyncIterable<Line>): AsyncGenerator<Line> {
  yield* head;
  yield* rest;
}

/** zlib's: the archive is not whole. */
function isUnpacking(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && /^Z_/.test(String(error.code));
}
