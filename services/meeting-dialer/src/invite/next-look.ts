import { CALL_MS, type Invitation, isOn, type Participant } from '@patchbay/repositories';
import { LOOK_MS, MAIL_PATIENCE_MS, MOST_S, PATIENCE_MS } from './limits.ts';

interface Given {
  /** Milliseconds since the epoch. */
  now: number;
  retries: number;
  sendsMail: boolean;
}

/** When it is worth a look what has become of an invitation, milliseconds since the epoch; undefined when it is settled. */
export function nextLook(participant: Participant, { now, retries, sendsMail }: Given): number | undefined {
  const { mail, mailAt = 0, call } = participant;
  const times: number[] = [];
  if (mail === 'due' && sendsMail) times.push(now);
  if (mail === 'sending') times.push(mailAt + MAIL_PATIENCE_MS);
  if (call?.dueAt !== undefined) times.push(call.dueAt);
  if (isSilent(participant)) times.push((call?.placedAt ?? 0) + PATIENCE_MS);
  else if (isLost(participant, now)) times.push(now);
  else if (call && isOn(participant, now)) times.push(endOf(call, retries, now));
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Seconds that a message waits. */
export function delayOf(ms: number, least: number): number {
  return Math.min(MOST_S, Math.max(least, Math.ceil(ms / 1_000)));
}

/** Whether its call is to be placed now: it is due, or has been placed and has not said a word. */
export function isToBeCalled(participant: Participant, now: number): boolean {
  const { dueAt, placedAt = 0 } = participant.call ?? {};
  return dueAt === undefined ? isSilent(participant) && placedAt + PATIENCE_MS <= now : dueAt <= now;
}

/** Whether its call has said that it is there, and nobody has heard how it ended. */
export const isLost = (participant: Participant, now: number): boolean =>
  participant.call?.transactionId !== undefined && isUnderWay(participant) && !isOn(participant, now);

/** When it is looked what has become of a call that is on: soon where it may have to be placed again. */
function endOf({ attempt, placedAt = 0 }: Invitation, retries: number, now: number): number {
  return attempt <= retries ? now + LOOK_MS : placedAt + CALL_MS;
}

const isUnderWay = ({ outcome }: Participant): boolean => outcome === 'calling' || outcome === 'answered';

/** Whether its call has been placed, and has not said a word. */
const isSilent = ({ call, outcome }: Participant): boolean =>
  outcome === 'calling' && call?.placedAt !== undefined && call.dueAt === undefined && call.transactionId === undefined;
