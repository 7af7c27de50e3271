import { KEEP_S } from '../calls.ts';
import type { LiveCall } from './live-call.ts';
import type { LiveCalls } from './live-calls.ts';

/** Callers of conferences in memory, under the same conditions; for simulations and tests. */
export function createMemoryLiveCalls(now: () => number): LiveCalls {
  const hasExpired = ({ createdAt }: LiveCall) => Math.floor(createdAt / 1_000) + KEEP_S <= Math.floor(now() / 1_000);
  const kept = new Map<string, LiveCall>();
  const change = (transactionId: string, next: (call: LiveCall) => LiveCall): LiveCall | undefined => {
    const call = kept.get(transactionId);
    if (!call || call.state === 'ended') return undefined;
    const changed = next(call);
    kept.set(transactionId, changed);
    return changed;
  };
  const withoutPlace = ({ attendee: _gone, ...rest }: LiveCall): LiveCall => rest;
  return {
    async enter(call) {
      const known = kept.get(call.transactionId);
      if (known) return known.state === 'ended' ? undefined : known;
      const entered = { ...call, since: call.createdAt };
      kept.set(call.transactionId, entered);
      return entered;
    },
    get: async (transactionId) => kept.get(transactionId),
    change: async (transactionId, { state, attendee, own }, at) =>
      change(transactionId, (call) => ({
        ...(attendee === null ? withoutPlace(call) : call),
        ...(state && { state, since: at }),
        ...(attendee && { attendee }),
        ...(own && { own }),
      })),
    end: async (transactionId, at) =>
      change(transactionId, (call) => ({ ...withoutPlace(call), state: 'ended', since: at })),
    ofConference: async (conferenceId, limit) =>
      [...kept.values()]
        .filter((call) => call.conferenceId === conferenceId && call.state !== 'ended' && !hasExpired(call))
        .sort((one, other) => one.createdAt - other.createdAt)
        .slice(0, limit),
  };
}
