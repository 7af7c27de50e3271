import { createMemoryCounters, type Counters } from '@patchbay/dial-policy';
import { Call, parseEvent } from '@patchbay/sma';
import { describe, expect, test } from '@jest/globals';
import inbound from '../events/handler/new-inbound-call.json' with { type: 'json' };
import { dialGuard, PLENTY, VOICE_CONNECTOR } from '../test/dial-guard.ts';
import { diallerOf } from './flows/dialler.ts';

const CALLER = '+12065550123';
const FRIEND = '+14255550188';
const CONNECT = '+14255550182';
const one = { perUser: { calls: 1, windowSeconds: 3_600 }, total: PLENTY };
const by = (key: string, user = CALLER) => ({ user, key });

describe('a number', () => {
  test('may be dialled by the policy, as often as the quota says, and by its key once', async () => {
    const { mayDial } = dialGuard({ limits: one });
    const allowed = { allowed: true, number: FRIEND, country: 'US' };
    expect(await mayDial('(425) 555-0188', by('call-1'))).toEqual(allowed);
    expect(await mayDial('(425) 555-0188', by('call-1'))).toEqual(allowed);
    expect(await mayDial(FRIEND, by('call-2'))).toEqual({
      allowed: false,
      reason: 'user-quota',
      message: 'You have placed as many calls as allowed. Try again in 60 minutes.',
      retryAfterSeconds: 3_600,
    });
    expect(await mayDial(FRIEND, by('call-3', 'anonymous'))).toEqual(allowed);
    expect(await mayDial(FRIEND, by('call-4', 'anonymous'))).toMatchObject({ reason: 'user-quota' });
  });

  test('that is refused by the policy takes no place', async () => {
    const { mayDial } = dialGuard({ limits: one });
    for (const number of ['911', '+19005550123', CONNECT.replace('+1', '+44')]) {
      expect(await mayDial(number, by(number))).toMatchObject({
        allowed: false,
        reason: expect.not.stringContaining('quota'),
      });
    }
    expect(await mayDial(FRIEND, by('call-1'))).toMatchObject({ allowed: true });
  });
});

describe('a transfer', () => {
  const toPbx = { targetType: 'voice-connector', target: '4455', voiceConnectorArn: VOICE_CONNECTOR };

  test.each([
    [toPbx, toPbx],
    [{ targetType: 'voice-connector', target: '4455' }, toPbx],
    [
      { targetType: 'pstn', target: '425 555 0188' },
      { targetType: 'pstn', target: FRIEND },
    ],
  ])('to %j counts', async (request, target) => {
    const { mayTransfer, mayDial } = dialGuard({ limits: one });
    expect(await mayTransfer(request, by('call-1'))).toEqual(target);
    expect(await mayTransfer(request, by('call-1'))).toEqual(target);
    expect(await mayTransfer(request, by('call-2'))).toBeUndefined();
    expect(await mayDial(FRIEND, by('call-3'))).toMatchObject({ reason: 'user-quota' });
  });

  test('back to Connect does not', async () => {
    const { mayTransfer } = dialGuard({ limits: one, connectNumbers: [CONNECT] });
    const request = { targetType: 'connect', target: CONNECT };
    for (const key of ['call-1', 'call-2', 'call-3']) expect(await mayTransfer(request, by(key))).toEqual(request);
  });

  test.each([
    {},
    { ...toPbx, target: 'reception' },
    { ...toPbx, voiceConnectorArn: `${VOICE_CONNECTOR}x` },
    { targetType: 'pstn', target: '911' },
    { targetType: 'connect', target: FRIEND },
  ])('to %j is refused, and takes no place', async (request) => {
    const { mayTransfer } = dialGuard({ limits: one });
    expect(await mayTransfer(request, by('call-1'))).toBeUndefined();
    expect(await mayTransfer(toPbx, by('call-2'))).toEqual(toPbx);
  });
});

test.each(['take', 'count'] as const)(
  'while the counters fail to %s, nothing is dialled, and it is reported',
  async (method) => {
    const error = new Error('no table');
    const troubles: unknown[] = [];
    const counters = { ...createMemoryCounters(), [method]: () => Promise.reject(error) };
    const { mayDial, mayTransfer } = dialGuard({ counters, onTrouble: (trouble) => troubles.push(trouble) });
    expect(await mayDial(FRIEND, by('call-1'))).toEqual({
      allowed: false,
      reason: 'quota-unknown',
      message: 'We are sorry, no calls can be placed at the moment. Please try again later.',
    });
    expect(await mayTransfer({ targetType: 'pstn', target: FRIEND }, by('call-1'))).toBeUndefined();
    expect(troubles).toEqual([error, error]);
  },
);

test('no number of a caller is in the counters', async () => {
  const memory = createMemoryCounters();
  const seen: string[] = [];
  const counters: Counters = {
    ...memory,
    take: (counter, options) => (seen.push(counter, options.key), memory.take(counter, options)),
  };
  await dialGuard({ counters }).mayDial(FRIEND, by('call-1'));
  expect(seen).toEqual([expect.stringMatching(/^user\/3600\/0\/caller-[\w-]{43}$/), 'call-1']);
});

test('who dials is whoever is at the other end, and what is dialled has the key of its event', () => {
  const call = new Call(parseEvent(inbound));
  expect(diallerOf(call, 'bridge')).toEqual({ user: '+14155550123', key: `${call.transactionId}:1:bridge` });
  const placed = structuredClone(inbound);
  placed.CallDetails.Participants[0]!.Direction = 'Outbound';
  expect(diallerOf(new Call(parseEvent(placed)), 'bridge').user).toBe('+12065550100');
});
