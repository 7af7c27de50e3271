import type { MeetingKey } from './meeting.ts';

/** What has become of an invitation. `declined`, `no-answer` and `failed` are of telephone calls. */
export const OUTCOMES = ['invited', 'calling', 'answered', 'joined', 'declined', 'no-answer', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `unknown`: it was handed to the mail service, and what came of that nobody knows. It is sent again only when asked for. */
export const MAIL_STATES = ['none', 'due', 'sending', 'sent', 'failed', 'unknown'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** By which somebody is in the meeting: one leg of a call, or one browser. */
export interface Place {
  meetingId: string;
  attendeeId: string;
  via: 'phone' | 'browser';
  /** Whether it is connected; false before, and after. */
  there: boolean;
  /** Milliseconds since the epoch: of what is known last. */
  at: number;
  /** The same: when who has it came again for it, if he did. He has not left since, whatever is told of before. */
  againAt?: number;
}

/** A telephone call to a participant: to be placed, or placed. */
export interface Invitation {
  /** How often it has been placed. */
  attempt: number;
  /** Milliseconds since the epoch: to be placed then; missing once it has been. */
  dueAt?: number;
  /** The same: when it was placed last. */
  placedAt?: number;
  /** The call that has said that it is there, for this attempt. */
  transactionId?: string;
}

export interface Participant extends MeetingKey {
  /** The same for the same address, or number, in a meeting. */
  id: string;
  name: string;
  /** In lower case. */
  email?: string;
  /** E.164. */
  phoneNumber?: string;
  addedAt: number;
  outcome: Outcome;
  /** Why it failed, for people. */
  reason?: string;
  /** Milliseconds since the epoch: when the outcome came about. */
  since: number;
  mail: MailState;
  /** Milliseconds since the epoch: when it was taken to be sent last. */
  mailAt?: number;
  /** Digest of the passcode that was mailed last. */
  passcode?: string;
  /** Digest of the link that was mailed last. */
  link?: string;
  /** The user whose it is: the first who came with the link or the passcode. */
  boundTo?: string;
  /** Missing for those who are not to be called. */
  call?: Invitation;
  places: Readonly<Record<string, Place>>;
}

const RANKS: Readonly<Record<Outcome, number>> = {
  ...{ invited: 0, calling: 1, answered: 2 },
  ...{ declined: 3, 'no-answer': 3, failed: 3 },
  joined: 4,
};

/** Whether an outcome is a step forward: the end of a call is final, but whoever has joined has joined. */
export const outranks = (outcome: Outcome, before: Outcome): boolean => RANKS[outcome] > RANKS[before];

/** No call rings, and asks whether somebody joins, for so long, milliseconds: that such a one has ended was not heard. */
export const CALL_MS = 600_000;

/** Whether a call to it is on, or on its way. @param now milliseconds since the epoch */
export const isOn = ({ outcome, call }: Pick<Participant, 'outcome' | 'call'>, now: number): boolean =>
  call?.placedAt !== undefined && now < call.placedAt + CALL_MS && (outcome === 'calling' || outcome === 'answered');

/** By which it is in the Chime meeting that is in use; of another one nobody may have told that all have left it. */
export const placesIn = ({ places }: Pick<Participant, 'places'>, meetingId: string | undefined): Place[] =>
  Object.values(places).filter((place) => place.there && place.meetingId === meetingId);
