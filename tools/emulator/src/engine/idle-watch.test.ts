import { describe, expect, test } from '@jest/globals';
import { bridge, FAR_END, hangUp, pause, play, receiveDigits, SERVICE, speak } from '../../test/support/actions.ts';
import { perform } from '../../test/support/describe-action.ts';
import { createLab, inbound } from '../../test/support/lab.ts';
import { invite } from '../../test/support/meeting.ts';

describe('a caller that still rings', () => {
  test.each([
    ['ring-30s', 30_000],
    ['hangup', 0],
  ] as const)('and is told nothing is given up (emptyInbound %s)', async (emptyInbound, afterMs) => {
    const lab = await inbound([[]], { switches: { emptyInbound } });
    expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', '2 HANGUP LEG-A 480']);
    const { startedAt, endedAt } = lab.call(lab.transactionId)!;
    expect(endedAt! - startedAt).toBe(afterMs);
    expect(lab.diagnostics).toContain('empty-inbound-answer');
  });

  test('may be kept ringing by one pause after the other', async () => {
    const lab = await inbound([[pause(20_000)], [pause(20_000)], [pause(20_000)], [speak('Hello.'), hangUp()]]);
    expect(lab.events.at(-1)).toBe('5 HANGUP LEG-A 0');
    expect(lab.caller.heard).toEqual(['Hello.']);
  });
});

describe('what is left over', () => {
  const found = (codes: readonly string[]) => codes.filter((code) => /survivor|silence/.test(code));

  test('the survivor of a bridge', async () => {
    const { lab } = await perform('bridged', () => [], { meanwhile: ({ farEnd }) => farEnd.hangUp() });
    expect(found(lab.diagnostics)).toEqual(['survivor-left-connected']);
    expect(lab.entries('diagnostic').find(({ code }) => code === 'survivor-left-connected')).toMatchObject({
      message: expect.stringContaining('LEG-A'),
      sequence: 3,
    });
  });

  test('a caller with nothing to do', async () => {
    const { lab } = await perform('answered', () => [play()]);
    expect(found(lab.diagnostics)).toEqual(['caller-left-in-silence']);
  });

  test('each time it happens', async () => {
    const { lab } = await perform('answered', () => [play()], {
      meanwhile: async (lab) => {
        await lab.settle(20_000);
        lab.updateNow();
      },
      then: [[], [play()]],
    });
    expect(found(lab.diagnostics)).toEqual(['caller-left-in-silence', 'caller-left-in-silence']);
  });
});

describe('a leg that the API has called into a meeting', () => {
  const codes = async (answer: object[], then: object[][] = []) => {
    const lab = createLab([[], [], answer, ...then], {
      farEnds: { [FAR_END]: { does: 'answer', hangUpAfterMs: 5_000 } },
    });
    const { joinToken, meetingId } = invite(lab);
    lab.browser(invite(lab, 'browser').joinToken);
    lab.create({
      to: '+17035550122',
      sipHeaders: { 'X-chime-join-token': joinToken, 'X-chime-meeting-id': meetingId },
    });
    await lab.settle(60_000);
    return lab.diagnostics;
  };

  test('alone it is silence to who is in the meeting', async () => {
    expect(await codes([])).toContain('caller-left-in-silence');
  });

  test('after its bridge it is a survivor', async () => {
    expect(await codes([bridge()])).toContain('survivor-left-connected');
  });

  test('while something runs it is neither', async () => {
    expect(await codes(Array.from({ length: 4 }, () => pause(30_000)))).toEqual([]);
  });
});

describe('nothing is found', () => {
  test.each<[string, () => object[], Parameters<typeof perform>[0]]>([
    ['in a bridge', () => [], 'bridged'],
    ['in a meeting', () => [], 'in-meeting'],
    ['while keys are listened for', () => [receiveDigits()], 'answered'],
    ['while something runs', () => [pause(250_000)], 'answered'],
  ])('%s', async (_name, actions, given) => {
    const { lab } = await perform(given, actions);
    expect(lab.diagnostics.filter((code) => /survivor|silence/.test(code))).toEqual([]);
    expect(lab.caller.state).toBe('connected');
  });

  test('when a transfer follows within two seconds', async () => {
    const second = '+14255550199';
    const lab = createLab([
      [
        {
          Type: 'CallAndBridge',
          Parameters: { CallerIdNumber: SERVICE, Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: FAR_END }] },
        },
      ],
      [],
      [],
      [speak('One moment.'), hangUp()],
    ]);
    lab.caller.dial(SERVICE);
    await lab.caller.isBridgedTo(FAR_END);
    lab.farEnd.hangUp();
    await lab.settle(1_500);
    lab.updateNow({ transferTo: second });
    await lab.settle();
    expect(lab.diagnostics).not.toContain('survivor-left-connected');
    expect(lab.events.at(-1)).toBe('5 HANGUP LEG-A 0');
  });
});
