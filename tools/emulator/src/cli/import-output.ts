import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, messageOf } from '../errors.ts';
import type { Imported } from '../import/import.ts';
import { unusedReasons } from '../import/unused.ts';
import type { Trace } from '../trace/schema.ts';
import { visible } from '../trace/visible.ts';

/** How many places are named of each kind. */
const SHOWN = 10;

/**
 * Writes one file a call and gives their paths.
 * @throws {InputError} the folder can't be written to
 */
export async function writeTraces(traces: readonly Trace[], folder: string): Promise<string[]> {
  const files: string[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const trace of traces) {
      const file = join(folder, `${fileName(trace.transactionId)}.json`);
      await writeFile(file, `${JSON.stringify(trace, undefined, 2)}\n`);
      files.push(file);
    }
    return files;
  } catch (error) {
    throw new InputError(`--out: cannot write to ${folder}: ${messageOf(error)}`, { cause: error });
  }
}

/** What was found, and what was not used and why: file and line, never what the line says. */
export function importReport({ traces, unused, unanswered }: Imported): string {
  const events = traces.reduce((count, trace) => count + trace.events.length, 0);
  const lines = [`${counted(traces.length, 'call')}, ${counted(events, 'event')}`];
  if (unanswered.length > 0) {
    lines.push(`${counted(unanswered.length, 'event')} without an answer in the logs, kept`);
    const shown = unanswered.slice(0, SHOWN);
    lines.push(
      ...shown.map((one) => `  ${visible(`${one.file}:${one.line}: event ${one.sequence} of ${one.transactionId}`)}`),
      ...more(unanswered.length - shown.length),
    );
  }
  for (const { reason, count, places } of unused) {
    lines.push(`${count} not used: ${unusedReasons[reason]}`);
    const shown = places.slice(0, SHOWN);
    lines.push(...shown.map(({ file, line }) => `  ${visible(file)}:${line}`), ...more(count - shown.length));
  }
  return lines.map((line) => `${line}\n`).join('');
}

function more(count: number): string[] {
  return count > 0 ? [`  … and ${count} more`] : [];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** An id comes from a log, which may say anything. */
function fileName(transactionId: string): string {
  if (/^[\w-]{1,100}$/.test(transactionId)) return transactionId;
  return `call-${createHash('sha256').update(transactionId).digest('hex').slice(0, 32)}`;
}
