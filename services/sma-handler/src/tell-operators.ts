import { OPERATORS } from '@patchbay/lambda';
import { asLiveCall, type Live } from '@patchbay/live';
import type { Conferences } from '@patchbay/repositories';
import type { FlowDeps } from './flows/deps.ts';

/** Operators with a page open: more than a shift has. */
const MOST_LISTENERS = 100;

/** Over the live socket. What goes wrong is reported, and keeps no call waiting. */
export function tellOperators(
  live: Live,
  conferences: Pick<Conferences, 'ofPin'>,
  report: (error: unknown) => void,
): FlowDeps['tellOperators'] {
  return {
    async about(call) {
      try {
        const conference = (await conferences.ofPin(call.pin, call.conferenceId)) ?? {};
        await live.publish(OPERATORS, { type: 'live-call', call: asLiveCall(call, conference) }, MOST_LISTENERS);
      } catch (error) {
        report(error);
      }
    },
    async outcome({ by, actionId, transactionId, outcome, reason }) {
      if (!outcome) return;
      const action = { actionId, transactionId, outcome, ...(reason !== undefined && { reason }) };
      await live.publish(by, { type: 'action', action });
    },
  };
}
