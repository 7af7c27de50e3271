import { checkEvent, type SmaEvent } from '@patchbay/sma';
import type { TraceEvent } from '../trace/schema.ts';
import { visible } from '../trace/visible.ts';
import { eventWords } from '../trace/words.ts';
import type { Difference } from './compare.ts';
import type { ReplayedEvent } from './replay.ts';

const SHOWN = 2_000;

/** `3 (attempt 2) ACTION_SUCCESSFUL Speak`; the type alone for an event that PSTN Audio would not send. */
export function recordedWords({ event, attempt = 1 }: TraceEvent): string {
  const known = event as unknown as SmaEvent;
  if (checkEvent(event).length === 0) return visible(eventWords(known, attempt));
  return visible(`${event.Sequence} ${attempt > 1 ? `(attempt ${attempt}) ` : ''}${event.InvocationEventType}`);
}

/** The lines of a differing event; safe for a terminal. */
export function differenceLines({ differences }: Pick<ReplayedEvent, 'differences'>): string[] {
  return differences.flatMap((difference) => [
    `  ${visible(difference.path) || 'the answer'}`,
    `    recorded  ${side(difference, 'recorded')}`,
    `    now       ${side(difference, 'now')}`,
  ]);
}

function side(difference: Difference, name: 'recorded' | 'now'): string {
  if (!(name in difference)) return '(nothing)';
  const text = visible(JSON.stringify(difference[name]));
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${text.length} characters)` : text;
}
