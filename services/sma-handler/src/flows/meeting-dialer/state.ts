import { OUTCOMES, type Outcome, type ParticipantKey } from '@patchbay/repositories';
import type { Answer, Call } from '@patchbay/sma';

/** What whoever is on the telephone is in the middle of. */
export type Step =
  /** We call him: he has not answered, or not been asked. */
  | 'calling'
  /** Is asked whether he joins. */
  | 'asked'
  /** Has called us, and keys in the number of the meeting. */
  | 'event'
  | 'passcode'
  /** Is on the way into the meeting. */
  | 'joining'
  | 'joined'
  /** Hears why the call ends, and is hung up. */
  | 'bye';

/** Of a call that we have placed. */
export interface Invited {
  attempt: number;
  /** Whether this call is the one of its attempt; undefined while nobody knows. */
  isReceipt: boolean | undefined;
}

/** What has become of the invitation, and perhaps why. */
export interface Result {
  outcome: Outcome;
  reason?: string;
}

/** What is stored with the call between events. */
export interface State {
  step: Step;
  /** As it was keyed in. */
  eventId: string | undefined;
  /** Meetings and passcodes that were wrong. */
  tries: number;
  participant: ParticipantKey | undefined;
  invited: Invited | undefined;
  result: Result | undefined;
  /** Prompts that could not be heard. */
  unheard: number;
  /** How often the meeting has been joined, or was to be. */
  joins: number;
}

export function stateOf({ attributes, legA }: Call): State {
  const [eventId, series, id] = words(attributes['participant']);
  const [attempt, isReceipt] = words(attributes['invited']);
  return {
    step: (attributes['step'] ?? (legA?.inbound === false ? 'calling' : 'event')) as Step,
    eventId: attributes['event'],
    tries: Number(attributes['tries'] ?? 0),
    participant: eventId && series && id ? { eventId, series, id } : undefined,
    invited: attempt ? { attempt: Number(attempt), isReceipt: KNOWN[isReceipt ?? ''] } : undefined,
    result: resultOf(attributes['result']),
    unheard: Number(attributes['unheard'] ?? 0),
    joins: Number(attributes['joins'] ?? 0),
  };
}

const KNOWN: Readonly<Record<string, boolean>> = { first: true, late: false };

const words = (text = ''): (string | undefined)[] => text.split(' ');

function resultOf(text = ''): Result | undefined {
  const [first, ...reason] = text.split(' ');
  const outcome = OUTCOMES.find((each) => each === first);
  return outcome && { outcome, ...(reason.length > 0 && { reason: reason.join(' ') }) };
}

export type Attributes = NonNullable<Exclude<Answer, readonly unknown[]>['attributes']>;

/** The changes as attributes; what is undefined is removed. */
export function store(changes: Partial<State>): Attributes {
  const { participant, invited, result } = changes;
  const texts: Readonly<Record<keyof State, [attribute: string, text: string | undefined]>> = {
    step: ['step', changes.step],
    eventId: ['event', changes.eventId],
    tries: ['tries', countOf(changes.tries)],
    participant: ['participant', participant && `${participant.eventId} ${participant.series} ${participant.id}`],
    invited: ['invited', invited && `${invited.attempt} ${nameOf(invited)}`],
    result: ['result', result && [result.outcome, ...(result.reason === undefined ? [] : [result.reason])].join(' ')],
    unheard: ['unheard', countOf(changes.unheard)],
    joins: ['joins', countOf(changes.joins)],
  };
  return Object.fromEntries((Object.keys(changes) as (keyof State)[]).map((key) => texts[key]));
}

const countOf = (count: number | undefined): string | undefined => (count === undefined ? undefined : String(count));

function nameOf({ isReceipt }: Invited): string {
  return Object.keys(KNOWN).find((name) => KNOWN[name] === isReceipt) ?? 'unknown';
}
