/** A call as the steps of a sequence diagram, before it is drawn for a terminal or as Mermaid. */
import type { DiagnosticEntry, TraceDetail, TraceEntry } from './entry.ts';
import type { CallRecord } from './recorder.ts';
import { actionWord, audioWords, eventWords, heardWords, meetingWords, responseWords, rosterWords } from './words.ts';

/** LEG-A, the service, the function, LEG-B. */
export type Party = 'A' | 'service' | 'function' | 'B';
export type Tone = 'signal' | 'event' | 'response' | 'sound' | 'note' | 'error' | 'warning' | 'info';

/** `at` is milliseconds since the call began. */
export type Step = { at: number; text: string; tone: Tone } & (
  { type: 'arrow'; from: Party; to: Party } | { type: 'bridge' } | { type: 'note'; over: Party } | { type: 'remark' }
);

/** A step, and the index of the entry that it is drawn from; of several, the first. */
export type RecordedStep = Step & { entry: number };

export interface Timeline {
  parties: { party: Party; title: string; name: string }[];
  steps: RecordedStep[];
  findings: DiagnosticEntry[];
  /** Entries that were not kept. */
  omitted: number;
}

type Entry<T extends TraceDetail['type']> = Extract<TraceEntry, { type: T }>;

export function timelineOf(record: CallRecord): Timeline {
  const started = record.entries.find((entry) => entry.type === 'call-started');
  const legs = record.entries.filter((entry) => entry.type === 'leg');
  const partyOf = partyOfLegs(legs);
  const steps: RecordedStep[] = [];
  for (const [index, entry] of record.entries.entries()) {
    if (appendKeys(steps, entry, partyOf)) continue;
    const drawn = stepsOf(entry, entry.at - record.startedAt, partyOf);
    steps.push(...drawn.map((step) => ({ ...step, entry: index })));
  }
  return {
    parties: partiesOf(started, legs),
    steps,
    findings: record.entries.filter((entry) => entry.type === 'diagnostic'),
    omitted: record.omitted,
  };
}

/** Whose leg a CallId names. */
export function partyOfLegs(legs: readonly Entry<'leg'>[]): (callId: string | undefined) => Party {
  const tags = new Map(legs.map((leg) => [leg.callId, leg.tag === 'LEG-B' ? ('B' as const) : ('A' as const)]));
  return (callId) => tags.get(callId ?? '') ?? 'A';
}

function partiesOf(started: Entry<'call-started'> | undefined, legs: Entry<'leg'>[]): Timeline['parties'] {
  const inbound = started?.direction !== 'Outbound';
  const others = legs.filter((leg) => leg.tag === 'LEG-B');
  const names = new Set(others.map((leg) => leg.to));
  const onlyMeetings = others.every((leg) => leg.kind === 'meeting');
  const called = legs.some((leg) => leg.tag === 'LEG-A' && leg.kind === 'meeting') ? 'Meeting' : 'Called';
  const parties: Timeline['parties'] = [
    {
      party: 'A',
      title: inbound ? 'Caller (LEG-A)' : `${called} (LEG-A)`,
      name: (inbound ? started?.from : started?.to) ?? '',
    },
    { party: 'service', title: 'PSTN Audio', name: (inbound ? started?.to : started?.from) ?? '' },
    { party: 'function', title: 'Lambda', name: '' },
  ];
  if (others.length === 0) return parties;
  const name = names.size === 1 && !onlyMeetings ? (others[0]?.to ?? '') : '';
  return [...parties, { party: 'B', title: onlyMeetings ? 'Meeting (LEG-B)' : 'Far end (LEG-B)', name }];
}

/** What an entry adds to the diagram. */
export function stepsOf(entry: TraceEntry, at: number, partyOf: (callId: string | undefined) => Party): Step[] {
  switch (entry.type) {
    case 'call-started':
      return [
        entry.direction === 'Inbound'
          ? { type: 'arrow', at, from: 'A', to: 'service', text: `calls ${entry.to}`, tone: 'signal' }
          : { type: 'arrow', at, from: 'service', to: 'A', text: `calls ${entry.to}`, tone: 'signal' },
      ];
    case 'leg':
      return [legStep(entry, at)];
    case 'bridge':
      return entry.state === 'up' ? [{ type: 'bridge', at, text: 'bridged', tone: 'signal' }] : [];
    case 'invocation':
      return invocationSteps(entry, at);
    case 'action':
      return actionSteps(entry, at);
    case 'heard':
      return [{ type: 'note', at, over: partyOf(entry.callId), text: byName(entry, heardWords(entry)), tone: 'sound' }];
    case 'said': {
      const words = heardWords({ sound: 'voice', text: entry.text ?? '' });
      const text = entry.digits === undefined ? byName(entry, words) : `keys ${entry.digits}`;
      return [{ type: 'arrow', at, from: partyOf(entry.callId), to: 'service', text, tone: 'sound' }];
    }
    case 'attributes':
      return [
        { type: 'note', at, over: 'service', text: `attributes ${JSON.stringify(entry.attributes)}`, tone: 'note' },
      ];
    case 'api':
      return [{ type: 'note', at, over: 'service', text: `API ${entry.operation}: ${entry.result}`, tone: 'note' }];
    case 'meeting':
      return [{ type: 'remark', at, text: meetingWords(entry), tone: 'note' }];
    case 'roster':
      return [{ type: 'remark', at, text: rosterWords(entry), tone: 'note' }];
    case 'audio':
      // Outside of meetings the bridge tells all of it.
      return entry.meetingId === undefined
        ? []
        : [{ type: 'note', at, over: partyOf(entry.callId), text: audioWords(entry, partyOf), tone: 'note' }];
    case 'stored':
      return [{ type: 'note', at, over: 'service', text: `stored ${entry.bucketName}/${entry.key}`, tone: 'note' }];
    case 'contact':
      return [{ type: 'note', at, over: partyOf(entry.callId), text: entry.text, tone: 'note' }];
    case 'diagnostic':
      return [{ type: 'remark', at, text: `${entry.code}: ${entry.message}`, tone: entry.level }];
    case 'call-ended':
      return [{ type: 'remark', at, text: `call ended: ${entry.reason}`, tone: 'note' }];
  }
}

/** Several may hear and speak at one place: a name tells who. */
function byName({ by, meetingId }: Entry<'heard' | 'said'>, words: string): string {
  return meetingId === undefined ? words : `${by}: ${words}`;
}

/** Keys pressed one after the other make one arrow. */
function appendKeys(steps: Step[], entry: TraceEntry, partyOf: (callId: string | undefined) => Party): boolean {
  const last = steps.at(-1);
  if (entry.type !== 'said' || entry.digits === undefined || last === undefined) return false;
  const continues =
    last.type === 'arrow' && last.tone === 'sound' && last.to === 'service' && last.text.startsWith('keys ');
  if (!continues || last.from !== partyOf(entry.callId)) return false;
  last.text += entry.digits;
  return true;
}

function legStep(leg: Entry<'leg'>, at: number): Step {
  const phone: Party = leg.tag === 'LEG-B' ? 'B' : 'A';
  const towardsPhone = leg.kind === 'caller';
  const ends = towardsPhone ? ({ from: 'service', to: phone } as const) : ({ from: phone, to: 'service' } as const);
  switch (leg.state) {
    case 'ringing':
      return {
        type: 'arrow',
        at,
        ...ends,
        text: phone === 'B' ? `ringing ${leg.to}${headerWords(leg)}` : 'ringing',
        tone: 'signal',
      };
    case 'connected':
      return { type: 'arrow', at, ...ends, text: leg.kind === 'meeting' ? 'joined' : 'answered', tone: 'signal' };
    case 'disconnected':
      return { type: 'note', at, over: phone, text: `ended ${sipWords(leg.sipCode)}`.trimEnd(), tone: 'signal' };
  }
}

/** What a SIP peer is sent besides. */
function headerWords({ kind, sipHeaders = {} }: Entry<'leg'>): string {
  if (kind !== 'voice-connector') return '';
  return Object.entries(sipHeaders)
    .map(([name, value]) => `, ${name}: ${value}`)
    .join('');
}

const SIP_WORDS: Readonly<Record<number, string>> = {
  480: 'unavailable',
  486: 'busy',
  487: 'cancelled',
  603: 'declined',
};

function sipWords(code: number | undefined): string {
  if (code === undefined || code === 0) return '';
  const words = SIP_WORDS[code];
  return words === undefined ? `(${code})` : `(${code} ${words})`;
}

function invocationSteps(entry: Entry<'invocation'>, at: number): Step[] {
  const good = entry.outcome === 'returned' && entry.ignored !== true;
  return [
    { type: 'arrow', at, from: 'service', to: 'function', text: eventWords(entry.event, entry.attempt), tone: 'event' },
    {
      type: 'arrow',
      at,
      from: 'function',
      to: 'service',
      text: responseWords(entry),
      tone: good ? 'response' : 'error',
    },
  ];
}

/** Seen by what they do; these can't be heard, and tell why the time passes. */
const SILENT = new Set([
  'Pause',
  'RecordAudio',
  'SendDigits',
  'StartBotConversation',
  'ReceiveDigits',
  'VoiceFocus',
  'ModifyChimeMeetingAttendees',
]);

function actionSteps({ phase, action, reason }: Entry<'action'>, at: number): Step[] {
  const silent = SILENT.has(action.Type) || action.Type.endsWith('CallRecording');
  if (phase === 'started' && silent)
    return [{ type: 'note', at, over: 'service', text: actionWord(action), tone: 'note' }];
  if (phase !== 'interrupted' && phase !== 'dropped') return [];
  const text = `${action.Type} ${phase}${reason === undefined ? '' : `: ${reason}`}`;
  return [{ type: 'note', at, over: 'service', text, tone: 'note' }];
}
