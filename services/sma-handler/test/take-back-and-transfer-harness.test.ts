import { explore, type FlowUnderTest, printViolation } from '@patchbay/emulator';
import { createRouter, type ReportEntry } from '@patchbay/sma';
import { expect, jest, test } from '@jest/globals';
import { takeBackAndTransfer, type TransferDeps } from '../src/flows/take-back-and-transfer/index.ts';
import { dialGuard, PLENTY } from './dial-guard.ts';
import { CALLER, CONNECT, ENTRY, ROLLING, toPbx, transferDeps, transferPairs } from './transfer-world.ts';

jest.setTimeout(120_000);

/** Callers have the same number, so that their quota is soon used up. */
const ONE = { calls: 1, windowSeconds: 3_600 };

/** Many callers at once, and fewer pairs than callers. */
function flow(maxCalls: number, pairCount: number): FlowUnderTest {
  return {
    name: takeBackAndTransfer.name,
    maxCalls,
    starts: [
      { type: 'inbound', from: CALLER, to: ENTRY },
      { type: 'inbound', from: 'anonymous', to: ENTRY },
      // Somebody calls back the number that Connect's log shows.
      { type: 'inbound', from: CALLER, to: ROLLING[0]! },
    ],
    updates: [
      toPbx,
      { ...toPbx, data: '{"X-Customer-Id":"42"}' },
      { action: 'ping' },
      { action: 'transfer', targetType: 'pstn', target: '4255550188' },
      {},
    ],
    async open() {
      const pairs = await transferPairs(pairCount);
      const reports: ReportEntry[] = [];
      return {
        handler: createRouter<TransferDeps>({
          flows: [takeBackAndTransfer],
          deps: transferDeps(pairs, {
            fallback: { targetType: 'pstn', target: '+14255550177' },
            mayTransfer: dialGuard({ connectNumbers: CONNECT, limits: { perUser: ONE, total: PLENTY } }).mayTransfer,
          }),
          flowFor: () => takeBackAndTransfer.name,
          report: (entry) => reports.push(entry),
        }),
        leftovers: async () => (await pairs.claimed()).map(({ owner }) => `the pair of ${owner}`),
        errors: () =>
          reports
            .filter(({ code }) => code === 'handler-failed' || code === 'invalid-answer')
            .map(({ message }) => message),
        moves: { 'Connect asks for a transfer': (transactionId) => pairs.askForTransfer(transactionId) },
      };
    },
  };
}

test.each([
  [2_000, 3, 2],
  [40, 50, 4],
])('%i histories of up to %i calls over %i pairs', async (histories, maxCalls, pairCount) => {
  const { violations } = await explore({ flow: flow(maxCalls, pairCount), histories });
  expect(violations.map(printViolation)).toEqual([]);
});
