import type { Conference } from '../conferences/conference.ts';
import type { Item } from '../items.ts';

export const LIVE_CALL_STATES = ['waiting', 'joined', 'held', 'ended'] as const;

/** `ended` is final. */
export type LiveCallState = (typeof LIVE_CALL_STATES)[number];

/** A caller of a conference, as the calls table has it. */
export interface LiveCall {
  transactionId: string;
  conferenceId: string;
  pin: string;
  /** Who calls, as the service says: E.164, or a word. */
  from: string;
  state: LiveCallState;
  /** Milliseconds since the epoch: when it came into this state. */
  since: number;
  createdAt: number;
  /** By which it is updated. */
  sipMediaApplicationId: string;
  /** Its place in the meeting, while it has one. */
  attendee?: Attendee;
  /** What was last asked for this caller alone. */
  own?: { muted: boolean; at: number };
}

export interface Attendee {
  meetingId: string;
  attendeeId: string;
}

/** Undefined for the item of a call that is in no conference. */
export function liveCallOf(item: Item): LiveCall | undefined {
  const [transactionId, conferenceId, pin, from, sipMediaApplicationId] = [
    'transactionId',
    'conference',
    'pin',
    'from',
    'sipMediaApplicationId',
  ].map((key) => item[key]?.S);
  const state = LIVE_CALL_STATES.find((each) => each === item['state']?.S);
  if (!transactionId || !conferenceId || !pin || from === undefined || !sipMediaApplicationId || !state)
    return undefined;
  const { meetingId, attendeeId } = item['attendee']?.M ?? {};
  const own = item['own']?.M;
  return {
    ...{ transactionId, conferenceId, pin, from, sipMediaApplicationId, state },
    since: Number(item['since']?.N ?? 0),
    createdAt: Number(item['createdAt']?.N ?? 0),
    ...(meetingId?.S !== undefined &&
      attendeeId?.S !== undefined && { attendee: { meetingId: meetingId.S, attendeeId: attendeeId.S } }),
    ...(own && { own: { muted: own['muted']?.BOOL ?? false, at: Number(own['at']?.N ?? 0) } }),
  };
}

/** Whether a caller is to be muted: what was asked for later counts, for the caller alone or for all but one. */
export function isMuted(
  { transactionId, own }: Pick<LiveCall, 'transactionId' | 'own'>,
  { everyone }: Pick<Conference, 'everyone'>,
): boolean {
  if (!everyone || everyone.by === transactionId || (own && own.at > everyone.at)) return own?.muted ?? false;
  return everyone.muted;
}
