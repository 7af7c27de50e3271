import type { Answer, Call } from '@patchbay/sma';

/** What the caller is in the middle of. */
export type Step =
  /** Keys in the PIN. */
  | 'pin'
  /** Waits to be admitted. */
  | 'waiting'
  /** Is on the way into the meeting. */
  | 'joining'
  | 'joined'
  /** Is on the way out of the meeting, to be on hold. */
  | 'leaving'
  | 'held'
  /** Hears why the call ends, and is hung up. */
  | 'bye';

/** What an operator has asked for, until it is done: the id, and the action whose report ends it. */
export interface Doing {
  actionId: string;
  /** As `signOf` has it. */
  sign: string;
}

/** Others are being muted, or unmuted. */
export interface Others {
  muted: boolean;
  /** 1 for the first. */
  attempt: number;
  /** When it was asked for, milliseconds since the epoch. */
  at: number;
}

/** What is stored with the call between events. */
export interface State {
  step: Step;
  /** PINs that were wrong. */
  tries: number;
  conference: { pin: string; id: string } | undefined;
  /** The caller's place in the meeting. */
  place: { meetingId: string; attendeeId: string } | undefined;
  doing: Doing | undefined;
  /** The id of what an operator has asked for last and was done, or was not. */
  done: string | undefined;
  /** Milliseconds since the epoch: since when he waits. */
  since: number;
  others: Others | undefined;
  /** Prompts are spoken because the audio files can't be played. */
  spoken: boolean;
}

export function stateOf({ attributes }: Call): State {
  const [pin, id] = words(attributes['conference']);
  const [meetingId, attendeeId] = words(attributes['place']);
  const [actionId, sign] = words(attributes['doing']);
  const [muted, attempt, at] = words(attributes['others']);
  return {
    step: (attributes['step'] ?? 'pin') as Step,
    tries: Number(attributes['tries'] ?? 0),
    conference: pin && id ? { pin, id } : undefined,
    place: meetingId && attendeeId ? { meetingId, attendeeId } : undefined,
    doing: actionId && sign ? { actionId, sign } : undefined,
    done: attributes['done'],
    since: Number(attributes['since'] ?? 0),
    others: muted ? { muted: muted === 'mute', attempt: Number(attempt), at: Number(at) } : undefined,
    spoken: attributes['spoken'] === 'yes',
  };
}

const words = (text = ''): (string | undefined)[] => text.split(' ');

export type Attributes = NonNullable<Exclude<Answer, readonly unknown[]>['attributes']>;

/** The changes as attributes; what is undefined is removed. With another step, others are not being muted any more. */
export function store(changes: Partial<State>): Attributes {
  const texts: Readonly<Record<keyof State, (() => string | undefined) | undefined>> = {
    step: () => changes.step,
    tries: () => (changes.tries === undefined ? undefined : String(changes.tries)),
    conference: () => changes.conference && `${changes.conference.pin} ${changes.conference.id}`,
    place: () => changes.place && `${changes.place.meetingId} ${changes.place.attendeeId}`,
    doing: () => changes.doing && `${changes.doing.actionId} ${changes.doing.sign}`,
    done: () => changes.done,
    since: () => (changes.since === undefined ? undefined : String(changes.since)),
    others: () =>
      changes.others && `${changes.others.muted ? 'mute' : 'unmute'} ${changes.others.attempt} ${changes.others.at}`,
    spoken: () => (changes.spoken === true ? 'yes' : undefined),
  };
  const keys = Object.keys({ ...(changes.step && { others: undefined }), ...changes }) as (keyof State)[];
  return Object.fromEntries(keys.map((key) => [key, texts[key]?.()]));
}
