import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { CallResult, RefusalReason, UpdateRequest } from '@patchbay/chime';
import { checkTransfer, defaultPolicy } from '@patchbay/dial-policy';
import { APPLICATION, OWNER, PAIR, startPairs, type TestPairs } from '../test/pairs.ts';
import { transferCall, type TransferCallDeps } from './transfer-call.ts';

const ARN = 'arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4';
const OTHER_ARN = 'arn:aws:chime:us-east-1:111122223333:vc/zyxwvu1ghij2klmno3pqr4';
const NOW = 1_786_000_000;
const TO_PBX = { TargetType: 'voice-connector', Target: 'reception', VoiceConnectorArn: ARN };

let pairs: TestPairs;
beforeAll(async () => (pairs = await startPairs()));
afterAll(() => pairs.stop());
beforeEach(() => pairs.claimed());

const refused = (reason: RefusalReason): CallResult => ({ ok: false, reason, message: reason, cause: undefined });
const pending = async () => (await pairs.table.get(PAIR))?.claim?.transferPendingSince;

interface Given {
  parameters?: Record<string, string>;
  results?: readonly CallResult[];
  deps?: Partial<TransferCallDeps>;
}

/** What comes of a request, or of as many as there are results, one after the other. */
async function asked({ parameters = {}, results = [{ ok: true, transactionId: OWNER }], deps = {} }: Given = {}) {
  const updates: UpdateRequest[] = [];
  const pendingAtUpdate: unknown[] = [];
  const answers: unknown[] = [];
  for (const result of results) {
    const { external } = await transferCall(
      {
        contactId: 'contact-1',
        parameters: {
          ...{ CallingNumber: PAIR.smaNumber, CalledNumber: PAIR.connectNumber },
          ...TO_PBX,
          ...parameters,
        },
      },
      {
        pairs: pairs.table,
        voice: {
          async updateCall(update) {
            updates.push(update);
            pendingAtUpdate.push(await pending());
            return result;
          },
        },
        now: () => NOW * 1_000,
        checkTransfer: async (request) =>
          checkTransfer(request, {
            policy: defaultPolicy('US'),
            destinations: [{ arn: ARN, users: ['reception', '44*'] }],
            connectNumbers: ['+14255550182'],
          }),
        ...deps,
      },
    );
    answers.push(external);
  }
  return { answers, answer: answers[0], updates, pendingAtUpdate };
}

test('the pair says that a transfer is pending before the call is asked', async () => {
  const { answer, updates, pendingAtUpdate } = await asked();
  expect(answer).toEqual({ transfer: 'requested' });
  expect(pendingAtUpdate).toEqual([NOW]);
  expect(updates).toEqual([
    {
      sipMediaApplicationId: APPLICATION,
      transactionId: OWNER,
      arguments: { action: 'transfer', targetType: 'voice-connector', target: 'reception', voiceConnectorArn: ARN },
    },
  ]);
});

test('a repeated request asks for the same again', async () => {
  const ok = { ok: true, transactionId: OWNER } as const;
  const { answers, updates } = await asked({ results: [ok, ok] });
  expect(answers).toEqual([{ transfer: 'requested' }, { transfer: 'requested' }]);
  expect(updates[1]).toEqual(updates[0]);
  expect(await pending()).toBe(NOW);
});

test('a repeated request that comes to nothing does not undo the first', async () => {
  const { answers } = await asked({ results: [{ ok: true, transactionId: OWNER }, refused('throttled')] });
  expect(answers[1]).toEqual({ transfer: 'failed', reason: 'throttled' });
  expect(await pending()).toBe(NOW);
});

describe('the target', () => {
  test.each<[Record<string, string>, Record<string, string>]>([
    [{ VoiceConnectorArn: '' }, { targetType: 'voice-connector', target: 'reception', voiceConnectorArn: ARN }],
    [
      { TargetType: 'pstn', Target: '(206) 555-0150' },
      { targetType: 'pstn', target: '+12065550150' },
    ],
    [
      { TargetType: 'connect', Target: '+14255550182' },
      { targetType: 'connect', target: '+14255550182' },
    ],
  ])('%j is passed on', async (parameters, target) => {
    const { updates } = await asked({ parameters });
    expect(updates[0]?.arguments).toEqual({ action: 'transfer', ...target });
  });

  test.each<[Record<string, string>, string]>([
    [{ TargetType: '' }, 'unknown-target-type'],
    [{ TargetType: 'constructor' }, 'unknown-target-type'],
    [{ VoiceConnectorArn: OTHER_ARN }, 'unknown-voice-connector'],
    [{ Target: 'a b' }, 'not-a-sip-user'],
    [{ Target: 'a@example.com' }, 'not-a-sip-user'],
    [{ Target: '' }, 'not-a-sip-user'],
    [{ Target: 'director' }, 'unknown-sip-user'],
    [{ Target: '44*' }, 'not-a-sip-user'],
    [{ TargetType: 'pstn', Target: '+19005550100' }, 'premium-rate'],
    [{ TargetType: 'pstn', Target: '911' }, 'emergency'],
    [{ TargetType: 'pstn', Target: '+442079460000' }, 'country-not-allowed'],
    [{ TargetType: 'connect', Target: '+14255550183' }, 'unknown-number'],
    [{ long: 'x'.repeat(1_000) }, 'too-much-data'],
    [{ 'no name': 'x' }, 'too-much-data'],
  ])('%j is refused, and nothing happens', async (parameters, reason) => {
    const { answer, updates } = await asked({ parameters });
    expect(answer).toEqual({ transfer: 'refused', reason });
    expect(updates).toEqual([]);
    expect(await pending()).toBeUndefined();
  });
});

test('other parameters reach the call', async () => {
  const { updates } = await asked({ parameters: { ContactId: 'contact-1', mood: 'good' } });
  expect(JSON.parse(updates[0]?.arguments['data'] ?? '')).toEqual({ ContactId: 'contact-1', mood: 'good' });
});

test('an unknown pair, a stale one, and one that changes hands meanwhile', async () => {
  expect((await asked({ parameters: { CalledNumber: '+14255550199' } })).answer).toEqual({ transfer: 'unknown' });
  const deps = { pairs: { ...pairs.table, mark: async () => (await pairs.free(), false) } };
  const changed = await asked({ deps });
  expect(changed).toMatchObject({ answer: { transfer: 'stale' }, updates: [] });
  expect((await asked()).answer).toEqual({ transfer: 'stale' });
});

test.each<[RefusalReason, object, number | undefined]>([
  ['not-found', { transfer: 'ended' }, undefined],
  ['throttled', { transfer: 'failed', reason: 'throttled' }, undefined],
  ['forbidden', { transfer: 'failed', reason: 'forbidden' }, undefined],
  // The call may have been asked.
  ['unknown', { transfer: 'failed', reason: 'unknown' }, NOW],
])('an update that is refused as %s', async (reason, answer, since) => {
  expect((await asked({ results: [refused(reason)] })).answer).toEqual(answer);
  expect(await pending()).toBe(since);
});

test('a claim that does not tell its application', async () => {
  await pairs.claimed({ data: {} });
  expect((await asked()).answer).toEqual({ transfer: 'failed', reason: 'unknown-application' });
});
