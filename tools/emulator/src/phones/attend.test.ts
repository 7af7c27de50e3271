import { describe, expect, test } from '@jest/globals';
import { FAR_END, receiveDigits, record } from '../../test/support/actions.ts';
import { createLab } from '../../test/support/lab.ts';
import type { FarEnd } from './far-end.ts';

/** What becomes of an API-created call to this far end, and after how many milliseconds. */
async function calling(farEnd: FarEnd, actions: readonly object[] = []) {
  const lab = createLab([[], [], actions], { farEnds: { [FAR_END]: farEnd } });
  const startedAt = lab.clock.now();
  lab.create();
  await lab.settle(120_000);
  const leg = (state: string) => lab.entries('leg').find((entry) => entry.state === state);
  const after = (state: string) => (leg(state) ? leg(state)!.at - startedAt : undefined);
  return {
    lab,
    answeredAfter: after('connected'),
    endedAfter: after('disconnected'),
    sipCode: leg('disconnected')?.sipCode,
  };
}

describe('a far end that', () => {
  test.each<[FarEnd, { answeredAfter?: number; endedAfter?: number; sipCode?: number }]>([
    [{ does: 'answer' }, { answeredAfter: 2_000 }],
    [{ does: 'answer', afterMs: 0 }, { answeredAfter: 0 }],
    [
      { does: 'answer', afterMs: 7_000, hangUpAfterMs: 3_000 },
      { answeredAfter: 7_000, endedAfter: 10_000, sipCode: 0 },
    ],
    [{ does: 'voicemail' }, { answeredAfter: 20_000 }],
    [{ does: 'voicemail', afterMs: 5_000 }, { answeredAfter: 5_000 }],
    [{ does: 'busy' }, { endedAfter: 200, sipCode: 486 }],
    [{ does: 'reject' }, { endedAfter: 200, sipCode: 603 }],
    [
      { does: 'reject', sipCode: 404, afterMs: 3_000 },
      { endedAfter: 3_000, sipCode: 404 },
    ],
    [{ does: 'no-answer' }, { endedAfter: 60_000, sipCode: 480 }],
    [{ does: 'ring' }, { endedAfter: 60_000, sipCode: 480 }],
  ])('%j', async (farEnd, expected) => {
    const { answeredAfter, endedAfter, sipCode } = await calling(farEnd);
    expect({ answeredAfter, endedAfter, sipCode }).toEqual({
      answeredAfter: undefined,
      endedAfter: undefined,
      sipCode: undefined,
      ...expected,
    });
  });
});

test('keys are pressed a second after the answer', async () => {
  const { lab, answeredAfter } = await calling({ does: 'answer', press: '42' }, [receiveDigits('^42$')]);
  expect(lab.events).toContain('5 DIGITS_RECEIVED 42');
  expect(lab.entries('said')[0]!.at - lab.call(lab.transactionId)!.startedAt).toBe(answeredAfter! + 1_000);
});

test('what a voicemail says can be recorded', async () => {
  const { lab } = await calling({ does: 'voicemail', says: 'Not at home.' }, [record()]);
  expect(lab.entries('stored')).toMatchObject([{ transcript: 'Not at home.' }]);
});

test('a phone that is answered by hand no longer does what it would have done', async () => {
  const lab = createLab([], { farEnds: { [FAR_END]: { does: 'reject', afterMs: 5_000 } } });
  lab.create();
  await lab.farEnd.rings();
  lab.farEnd.answer();
  await lab.settle(60_000);
  expect(lab.farEnd.state).toBe('connected');
});

test('a far end can be changed between calls', async () => {
  const lab = createLab([]);
  lab.exchange.setFarEnd(FAR_END, { does: 'busy' });
  lab.create();
  await lab.settle();
  expect(lab.events.at(-1)).toBe('2 HANGUP LEG-A 486');
});
