import type { TraceEntry } from './entry.ts';
import type { LegTime } from './leg-times.ts';
import type { CallRecord } from './recorder.ts';

type Entry<T extends TraceEntry['type']> = Extract<TraceEntry, { type: T }>;
type Engine = 'standard' | 'neural';
/** Characters, by Amazon Polly engine. */
export type Spoken = Record<Engine, number>;

/** Characters that text-to-speech has spoken: what was heard of it, so that every repetition counts, but not every ear. */
export function spokenCharacters({ entries }: CallRecord): Spoken {
  const speaking = new Map<string | undefined, Engine>();
  const spoken: Spoken = { standard: 0, neural: 0 };
  let last: Entry<'heard'> | undefined;
  for (const entry of entries) {
    if (entry.type === 'action' && entry.phase === 'started') {
      const engine = engineOf(entry);
      if (engine) speaking.set(entry.callId, engine);
    } else if (entry.type === 'heard' && entry.sound === 'speech') {
      if (!isSameSpeech(last, entry)) spoken[speaking.get(entry.callId) ?? 'standard'] += [...entry.text].length;
      last = entry;
    }
  }
  return spoken;
}

/** In a meeting several hear it at the same time. */
function isSameSpeech(last: Entry<'heard'> | undefined, { at, callId, text, meetingId }: Entry<'heard'>): boolean {
  return meetingId !== undefined && last?.at === at && last.callId === callId && last.text === text;
}

/** Polly speaks with a standard voice where nothing else is asked for; a bot speaks with a neural one. */
function engineOf({ action }: Entry<'action'>): Engine | undefined {
  switch (action.Type) {
    case 'Speak':
      return engine(action.Parameters);
    case 'SpeakAndGetDigits':
      return engine(field(action.Parameters, 'SpeechParameters'));
    case 'StartBotConversation':
      return 'neural';
    default:
      return undefined;
  }
}

const engine = (speech: unknown): Engine => (field(speech, 'Engine') === 'neural' ? 'neural' : 'standard');

/** Actions are recorded as the function sent them, so anything may be missing. */
function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** For how long Voice Focus was on, by leg, in milliseconds: until it was turned off or the leg ended. */
export function voiceFocusMs({ entries, startedAt }: CallRecord, legs: readonly LegTime[]): number[] {
  return legs.map(({ callId, end }) => {
    let since: number | undefined;
    let total = 0;
    for (const entry of entries) {
      if (entry.type !== 'action' || entry.phase !== 'succeeded' || entry.callId !== callId) continue;
      if (entry.action.Type !== 'VoiceFocus') continue;
      const at = entry.at - startedAt;
      const on = String(field(entry.action.Parameters, 'Enable')).toLowerCase() === 'true';
      if (since !== undefined && !on) total += at - since;
      since = on ? (since ?? at) : undefined;
    }
    return since === undefined ? total : total + Math.max(end - since, 0);
  });
}
