import { messageOfExport } from './export-message.ts';
import { elementsOf, isContainer } from './elements.ts';
import type { Line } from './lines.ts';
import type { LogEntry } from './log-entry.ts';

/** Whether a file that begins so is one JSON document with a list of log events. */
export function startsDocument(first: string, second: string): boolean {
  if (first.startsWith('[')) return /^\[\s*($|[{[\]])/.test(first);
  return first.startsWith('{') && isContainer(first === '{' ? `{${second} ` : first);
}

/** The log events of JSON documents, without ever keeping more than one. */
export async function* documentEntries(lines: AsyncIterable<Line>, file: string): AsyncGenerator<LogEntry> {
  for await (const { line, ...element } of elementsOf(lines)) {
    if (!('text' in element)) {
      yield { file, line, content: { type: 'unreadable', why: element.why } };
      continue;
    }
    const parsed = parse(element.text);
    if (parsed) yield { file, line, ...messageOfExport(parsed.value) };
    else yield { file, line, content: { type: 'unreadable', why: 'not-json' } };
  }
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
