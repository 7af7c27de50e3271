import { rename, writeFile } from 'node:fs/promises';
import { readText } from '../config/load.ts';
import { InputError, messageOf } from '../errors.ts';
import { replay, type ReplayedEvent, type ReplayOptions } from '../replay/replay.ts';
import { updated } from '../replay/update.ts';
import { parseTraces, traceFileText } from '../trace/read.ts';

export interface ReplayedCall {
  file: string;
  transactionId: string;
  events: ReplayedEvent[];
}

/**
 * Replays the calls of a file one after the other and tells each as it is done; with `update`, writes the file anew.
 * @throws {InputError} the file is no trace, or can't be written
 */
export async function* replayFile(
  file: string,
  options: ReplayOptions & { update: boolean },
): AsyncGenerator<ReplayedCall> {
  const content = parseTraces(await readText(file, 'trace'), file);
  const traces = [];
  for (const trace of content.traces) {
    const events: ReplayedEvent[] = [];
    for await (const event of replay(trace, options)) events.push(event);
    yield { file, transactionId: trace.transactionId, events };
    traces.push(updated(trace, events));
  }
  if (options.update && options.stop?.aborted !== true) await rewrite(file, traceFileText({ ...content, traces }));
}

/** Whoever reads the file meanwhile sees the old one or the new one. */
async function rewrite(file: string, text: string): Promise<void> {
  try {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  } catch (error) {
    throw new InputError(`Cannot write ${file}: ${messageOf(error)}`, { cause: error });
  }
}
