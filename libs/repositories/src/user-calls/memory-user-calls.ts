import { inOrder, statesBefore, type UserCall } from './user-call.ts';
import type { UserCalls } from './user-calls.ts';

interface Kept {
  call: UserCall;
  digits: Record<string, string>;
  browser?: { there: boolean; at: number };
}

/** Calls that people placed in memory, under the same conditions; for simulations and tests. */
export function createMemoryUserCalls(): UserCalls {
  const kept = new Map<string, Kept>();
  const isOver = ({ state }: UserCall) => state === 'ended' || state === 'failed';
  return {
    async begin(call) {
      const there = kept.get(call.transactionId)?.call;
      if (there) return there.owner === call.owner ? there : undefined;
      const begun: UserCall = { ...call, state: 'connecting', hangupRequested: false };
      kept.set(call.transactionId, { call: begun, digits: {} });
      return begun;
    },
    get: async (transactionId) => kept.get(transactionId)?.call,
    async list(owner, { limit, before = Infinity }) {
      const own = [...kept.values()].map(({ call }) => call).filter((call) => call.owner === owner);
      return own
        .filter(({ createdAt }) => createdAt < before)
        .sort((one, other) => other.createdAt - one.createdAt)
        .slice(0, limit);
    },
    ofMeeting: async (meetingId) => [...kept.values()].find(({ call }) => call.meetingId === meetingId)?.call,
    async advance(transactionId, state, reason) {
      const it = kept.get(transactionId);
      if (!it || !statesBefore(state).includes(it.call.state)) return undefined;
      it.call = { ...it.call, state, ...(reason !== undefined && { reason }) };
      return it.call;
    },
    async requestHangup(transactionId, owner) {
      const it = kept.get(transactionId);
      if (it?.call.owner !== owner) return undefined;
      if (!isOver(it.call)) it.call = { ...it.call, hangupRequested: true };
      return it.call;
    },
    async addDigits(transactionId, owner, { seq, digits }) {
      const it = kept.get(transactionId);
      if (it?.call.owner !== owner) return 'unknown';
      if (it.call.state !== 'talking') return 'not-talking';
      if (it.digits[String(seq)] !== undefined) return 'repeated';
      it.digits[String(seq)] = digits;
      return 'added';
    },
    digitsFrom: async (transactionId, first) => inOrder(kept.get(transactionId)?.digits ?? {}, first),
    async noteBrowser(transactionId, there, at) {
      const it = kept.get(transactionId);
      const known = it?.browser ?? { there: false, at: -Infinity };
      if (!it || known.at > at || (known.at === at && known.there && !there)) return false;
      it.browser = { there, at };
      return true;
    },
    isBrowserThere: async (transactionId) => kept.get(transactionId)?.browser?.there,
  };
}
