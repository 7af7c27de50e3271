import { Readable } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import { MAX_LINE_CHARACTERS, type Line } from './lines.ts';
import type { LogEntry } from './log-entry.ts';
import { parseTime } from './time.ts';

const MESSAGE = /^@?message$/i;
const TIME = /^@?(timestamp|time)$/i;
const STREAM = /^@?(log_?stream(name)?)$/i;

/** Whether a line is the head of a CSV export of the CloudWatch console. */
export function isCsvHead(line: string): boolean {
  const columns = line.split(',').map(unquoted);
  return (
    columns.length > 1 && columns.some((column) => MESSAGE.test(column)) && columns.some((column) => TIME.test(column))
  );
}

/** The events of a CSV export: a column for the time, one for the message, perhaps one for the stream. */
export async function* csvEntries(lines: AsyncIterable<Line>, file: string): AsyncGenerator<LogEntry> {
  const tooLong: number[] = [];
  const parser = parse({
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 2 * MAX_LINE_CHARACTERS,
  });
  const input = Readable.from(textOf(lines, tooLong));
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  let columns: string[] | undefined;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      if (columns) yield entryOf(file, line, columns, record);
      columns ??= record;
      line = info.lines + 1;
    }
  } catch (error) {
    // Nothing of the file can be read behind a quote that is never closed.
    if (!(error instanceof CsvError)) throw error;
    yield {
      file,
      line,
      content: { type: 'unreadable', why: error.code === 'CSV_MAX_RECORD_SIZE' ? 'too-long' : 'cut-off' },
    };
  }
  for (const number of tooLong) yield { file, line: number, content: { type: 'unreadable', why: 'too-long' } };
}

/** A line that is too long is left out, and told of at the end. */
async function* textOf(lines: AsyncIterable<Line>, tooLong: number[]): AsyncGenerator<string> {
  for await (const { number, text } of lines) {
    if (text === undefined) tooLong.push(number);
    yield `${text ?? ''}\n`;
  }
}

function entryOf(file: string, line: number, columns: readonly string[], record: readonly string[]): LogEntry {
  const of = (name: RegExp): string | undefined => record[columns.findIndex((column) => name.test(column))];
  const [text = '', time, stream] = [of(MESSAGE), parseTime(of(TIME)), of(STREAM)];
  return {
    file,
    line,
    ...(time !== undefined && { time }),
    ...(stream !== undefined && stream !== '' && { stream }),
    content: text.length > MAX_LINE_CHARACTERS ? { type: 'unreadable', why: 'too-long' } : { type: 'text', text },
  };
}

function unquoted(column: string): string {
  return column.trim().replace(/^"(.*)"$/, '$1');
}
