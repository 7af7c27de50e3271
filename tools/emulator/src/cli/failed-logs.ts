import { visible } from '../trace/visible.ts';
import type { CallRecord } from '../trace/recorder.ts';

const SHOWN = 20;

/** What the function printed in invocations that failed, for a terminal. */
export function failedLogs({ entries }: CallRecord): string {
  const failed = entries.filter((entry) => entry.type === 'invocation').filter(({ outcome }) => outcome === 'failed');
  return failed.map(({ event, attempt, logs = [] }) => logOf(`${event.Sequence}, attempt ${attempt}`, logs)).join('');
}

function logOf(event: string, logs: readonly string[]): string {
  if (logs.length === 0) return '';
  const lines = logs.slice(0, SHOWN).map((line) => `    ${visible(line)}`);
  const more = logs.length > SHOWN ? [`    … and ${logs.length - SHOWN} more lines`] : [];
  return `\nprinted by the function on event ${event}\n${[...lines, ...more].join('\n')}\n`;
}
