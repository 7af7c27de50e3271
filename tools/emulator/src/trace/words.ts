/** The short texts of a ladder: what an event, a response or a sound comes down to. */
import type { SmaEvent } from '@patchbay/sma';
import type { InvocationEntry, TraceDetail } from './entry.ts';
import { oneLine } from './text.ts';

type Heard = Extract<TraceDetail, { type: 'heard' }>;

/** `3 ACTION_SUCCESSFUL SpeakAndGetDigits 12`: the sequence, the event and what tells it from others. */
export function eventWords(event: SmaEvent, attempt: number): string {
  const words = [
    String(event.Sequence),
    attempt > 1 ? `(attempt ${attempt})` : '',
    event.InvocationEventType,
    ...essentials(event),
  ];
  return words.filter((word) => word !== '').join(' ');
}

function essentials(event: SmaEvent): string[] {
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
    case 'RINGING':
    case 'CALL_ANSWERED':
      return [];
    case 'NEW_OUTBOUND_CALL':
      return event.ActionData === undefined ? [] : [pairs(event.ActionData.Parameters.Arguments)];
    case 'CALL_UPDATE_REQUESTED':
      return [pairs(event.ActionData.Parameters.Arguments)];
    case 'ACTION_SUCCESSFUL':
    case 'DIGITS_RECEIVED':
      return [event.ActionData.Type, 'ReceivedDigits' in event.ActionData ? event.ActionData.ReceivedDigits : ''];
    case 'ACTION_FAILED':
      return [event.ActionData.Type, event.ActionData.ErrorType ?? event.ActionData.Error ?? ''];
    case 'ACTION_INTERRUPTED':
      return [event.ActionData.Type];
    case 'HANGUP':
      return [event.ActionData.Parameters.ParticipantTag, String(event.ActionData.Parameters.SipResponseCode ?? '')];
    case 'INVALID_LAMBDA_RESPONSE':
      return [event.ErrorType];
  }
}

const pairs = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

const WITHOUT_RESPONSE = {
  failed: 'failed',
  throttled: 'throttled (429)',
  'access-denied': 'access denied',
  'not-found': 'no such function',
  'too-large': 'response too large',
  unreachable: 'unreachable',
  'timed-out': 'no response',
} as const;

/** `Speak, Hangup`: the actions that came back, or why none did. */
export function responseWords(entry: InvocationEntry): string {
  const words = outcomeWords(entry);
  return entry.ignored ? `${words} (too late, not used)` : words;
}

function outcomeWords({ outcome, error, response }: InvocationEntry): string {
  if (outcome === 'returned') return actionWords(response);
  const what = outcome === 'invalid' ? 'invalid response' : WITHOUT_RESPONSE[outcome];
  return error === undefined ? what : `${what}: ${oneLine(error)}`;
}

function actionWords(response: unknown): string {
  const actions: unknown = isObject(response) ? response['Actions'] : undefined;
  if (!Array.isArray(actions) || actions.length === 0) return 'no actions';
  return actions.map((action: unknown) => (isObject(action) ? actionWord(action) : '?')).join(', ');
}

/** The type, and for a bridge where it leads. */
export function actionWord(action: object): string {
  const { Type, Parameters } = action as Readonly<Record<string, unknown>>;
  if (typeof Type !== 'string') return '?';
  return [Type, isObject(Parameters) ? detail(Type, Parameters) : ''].join(' ').trimEnd();
}

function detail(type: string, parameters: Readonly<Record<string, unknown>>): string {
  const text = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  switch (type) {
    case 'CallAndBridge': {
      const endpoint: unknown = Array.isArray(parameters['Endpoints']) ? parameters['Endpoints'][0] : undefined;
      return isObject(endpoint) ? text(endpoint['Uri']) : '';
    }
    case 'Pause':
      return `${text(parameters['DurationInMilliseconds'])} ms`;
    case 'Hangup':
      return text(parameters['ParticipantTag']);
    case 'SendDigits':
      return text(parameters['Digits']);
    case 'VoiceFocus':
      return parameters['Enable'] === false ? 'off' : 'on';
    case 'ModifyChimeMeetingAttendees':
      return text(parameters['Operation']);
    default:
      return '';
  }
}

/** `"Press 1 for sales"`: speech in quotes, audio files in brackets (then what they say), all else in parentheses. */
export function heardWords({ sound, text }: Pick<Heard, 'sound' | 'text'>): string {
  const words = oneLine(text);
  if (sound === 'speech' || sound === 'voice') return `"${words}"`;
  if (sound === 'audio') {
    const [, file = words, said = ''] = /^(\[audio .+?\]) ([^[].*)$/.exec(words) ?? [];
    const named = file.startsWith('[') ? file : `[${file}]`;
    return said === '' ? named : `${named} "${said}"`;
  }
  return words === sound || words === '' ? `(${sound})` : `(${sound} ${words})`;
}

type Entry<T extends TraceDetail['type']> = Extract<TraceDetail, { type: T }>;

export function meetingWords({ meetingId, attendeeId, event }: Entry<'meeting'>): string {
  const what = event === 'joined' || event === 'left' ? event : `${event} in`;
  return `attendee ${attendeeId} ${what} meeting ${meetingId}`;
}

/** More names are of no use at a glance. */
const MOST_NAMES = 8;

/** `2 in the meeting: alice (browser), bob (phone, muted)`. */
export function rosterWords({ participants }: Entry<'roster'>): string {
  const names = participants
    .slice(0, MOST_NAMES)
    .map(({ externalUserId, kind, muted }) => `${externalUserId} (${kind}${muted ? ', muted' : ''})`);
  const more = participants.length > MOST_NAMES ? ', …' : '';
  return `${participants.length} in the meeting: ${names.join(', ')}${more}`;
}

/** `in the meeting, with LEG-B`, `in the meeting, alone in the call, muted`. */
export function audioWords({ bridgedWith, muted }: Entry<'audio'>, partyOf: (callId: string) => string): string {
  const other = bridgedWith === undefined ? 'no other leg' : `with LEG-${partyOf(bridgedWith)}`;
  return ['in the meeting', other, ...(muted ? ['muted'] : [])].join(', ');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
