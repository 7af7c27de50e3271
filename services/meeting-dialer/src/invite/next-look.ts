import type { Participant } from '@patchbay/repositories';
import { LOOK_MS, MAIL_PATIENCE_MS, MOST_S, PATIENCE_MS } from './limits.ts';

interface Given {
  /** Milliseconds since the epoch. */
  now: number;
  retries: number;
  sendsMail: boolean;
}

/** When it is worth a look what has become of an invitation, milliseconds since the epoch; undefined when it is settled. */
export function nextLook(
  { mail, mailAt = 0, call, outcome }: Participant,
  { now, retries, sendsMail }: Given,
): number | undefined {
  const times: number[] = [];
  if (mail === 'due' && sendsMail) times.push(now);
  if (mail === 'sending') times.push(mailAt + MAIL_PATIENCE_MS);
  if (call?.dueAt !== undefined) times.push(call.dueAt);
  const isOn = outcome === 'calling' || outcome === 'answered';
  if (call?.placedAt !== undefined && isOn) {
    if (call.transactionId === undefined) times.push(call.placedAt + PATIENCE_MS);
    else if (call.attempt <= retries) times.push(now + LOOK_MS);
  }
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Seconds that a message waits. */
export function delayOf(ms: number, least: number): number {
  return Math.min(MOST_S, Math.max(least, Math.ceil(ms / 1_000)));
}

/** Whether its call is to be placed now: it is due, or has been placed and has not said a word. */
export function isToBeCalled({ call, outcome }: Participant, now: number): boolean {
  if (!call) return false;
  if (call.dueAt !== undefined) return call.dueAt <= now;
  const { placedAt, transactionId } = call;
  return (
    outcome === 'calling' && transactionId === undefined && placedAt !== undefined && placedAt + PATIENCE_MS <= now
  );
}
