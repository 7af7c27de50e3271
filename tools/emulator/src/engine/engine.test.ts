import { describe, expect, test } from '@jest/globals';
import { bridge, CALLER, FAR_END, hangUp, pause, play, SERVICE } from '../../test/support/actions.ts';
import { APPLICATION, createLab, inbound } from '../../test/support/lab.ts';
import { openDirectory } from '../directory/open.ts';
import { EngineError } from './errors.ts';
import { AWS_QUOTAS } from './quotas.ts';

const open = openDirectory({ functionArn: 'f' });

/** The code of the EngineError that `act` throws. */
function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof EngineError) return error.code;
    throw error;
  }
  return 'none';
}

describe('an inbound call', () => {
  test('to a number without a SIP rule reaches nobody', () => {
    const lab = createLab([], { directory: { ...open, route: () => [] } });
    expect(() => lab.caller.dial(SERVICE)).toThrow(/could not be reached.*SIP 404/);
    expect(lab.engine.transactions.size).toBe(0);
  });

  test('through a Voice Connector is routed by its host', async () => {
    const triggers: unknown[] = [];
    const route = (trigger: Parameters<typeof open.route>[0]) => (triggers.push(trigger), open.route(trigger));
    const lab = createLab([[hangUp()]], { directory: { ...open, route } });
    lab.caller.dial('4455', { host: 'abcdefg.voiceconnector.chime.aws' });
    await lab.settle();
    expect(triggers).toEqual([{ host: 'abcdefg.voiceconnector.chime.aws' }]);
    expect(lab.event(1).CallDetails.Participants).toMatchObject([{ To: '4455', From: CALLER }]);
  });

  test('when every line is busy is refused', async () => {
    const lab = createLab([[pause(60_000)]], { quotas: { activeCalls: 1 } });
    lab.caller.dial(SERVICE);
    const second = lab.phone('+14155550124');
    expect(() => second.dial(SERVICE)).toThrow(/SIP 486/);
    lab.caller.hangUp();
    await lab.settle();
    expect(second.dial(SERVICE).state).toBe('calling');
  });
});

describe('CreateSipMediaApplicationCall', () => {
  const lab = (options = {}) => createLab([[], [], [play()]], options);
  const call = { sipMediaApplicationId: APPLICATION, from: SERVICE, to: FAR_END };

  test('of an unknown application', () => {
    const { engine } = lab();
    expect(refusal(() => engine.create({ ...call, sipMediaApplicationId: 'elsewhere' }))).toBe('BadRequest');
  });

  test('from a number of somebody else', () => {
    const { engine } = lab({ directory: { ...open, ownsNumber: () => false } });
    expect(refusal(() => engine.create(call))).toBe('BadRequest');
  });

  test('twice in a second', async () => {
    const { engine, clock } = lab({ quotas: AWS_QUOTAS });
    engine.create(call);
    expect(refusal(() => engine.create(call))).toBe('Throttled');
    await clock.pass(1_000);
    expect(refusal(() => engine.create(call))).toBe('none');
  });

  test('of more calls than there may be; a bridge counts two', async () => {
    const quotas = { activeCalls: 3 };
    const { engine, settle } = createLab([[], [], [bridge('+14255550199')]], { quotas });
    engine.create(call);
    await settle(10_000);
    engine.create({ ...call, to: '+14255550177' });
    expect(refusal(() => engine.create(call))).toBe('ResourceLimitExceeded');
  });

  test('a refused one takes no place', async () => {
    const { engine } = lab({ quotas: { activeCalls: 1 } });
    expect(refusal(() => engine.create({ ...call, sipMediaApplicationId: 'elsewhere' }))).toBe('BadRequest');
    expect(refusal(() => engine.create(call))).toBe('none');
  });

  test('from within the function, when a call ends', async () => {
    const lab = createLab([
      [hangUp()],
      () => {
        lab.create({ to: CALLER });
        return [];
      },
    ]);
    lab.caller.dial(SERVICE);
    await lab.caller.isHungUp();
    await lab.caller.rings();
    expect(lab.recorder.list()).toHaveLength(2);
  });
});

describe('UpdateSipMediaApplicationCall', () => {
  const waiting = () => createLab([[pause(60_000)], []]);

  test('returns before the function hears of it', async () => {
    const lab = waiting();
    lab.caller.dial(SERVICE);
    await lab.settle(1_000);
    lab.updateNow({ a: '1' });
    expect(lab.received).toHaveLength(1);
    await lab.settle(1);
    expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', '2 CALL_UPDATE_REQUESTED']);
  });

  test.each([
    ['no call', '00000000-0000-4000-8000-000000000000', APPLICATION],
    ['a call of another application', undefined, 'elsewhere'],
  ])('of %s', async (_name, transactionId, sipMediaApplicationId) => {
    const lab = waiting();
    lab.caller.dial(SERVICE);
    await lab.settle(1_000);
    const given = { transactionId: transactionId ?? lab.transactionId, sipMediaApplicationId, arguments: {} };
    expect(refusal(() => lab.engine.update(given))).toBe('NotFound');
    expect(() => lab.engine.update(given)).toThrow(
      `Transaction ${given.transactionId} doesn't exist for SipMediaApplication ${sipMediaApplicationId}`,
    );
  });

  test('of a call that has ended', async () => {
    const lab = await inbound([[hangUp()]]);
    expect(refusal(() => lab.updateNow())).toBe('NotFound');
  });

  test('of a call whose last HANGUP is still being delivered', async () => {
    const codes: string[] = [];
    const lab = createLab([
      [hangUp()],
      () => {
        codes.push(refusal(() => lab.updateNow()));
        return [];
      },
    ]);
    lab.caller.dial(SERVICE);
    await lab.settle();
    expect(codes).toEqual(['NotFound']);
  });

  test('six times in a second', async () => {
    const lab = createLab([[pause(60_000)]], { quotas: AWS_QUOTAS });
    lab.caller.dial(SERVICE);
    await lab.settle(1_000);
    const codes = Array.from({ length: 6 }, () => refusal(() => lab.updateNow()));
    expect(codes).toEqual(['none', 'none', 'none', 'none', 'none', 'Throttled']);
  });
});

test('a call may use 1,000 invocations', async () => {
  let sequence = 0;
  const lab = createLab([], {
    handler: (event) => {
      sequence = event.Sequence;
      return { SchemaVersion: '1.0', Actions: [play()] };
    },
  });
  lab.caller.dial(SERVICE);
  await lab.settle(24 * 3_600_000);
  expect(sequence).toBe(1_000);
  expect(lab.caller.line?.sipCode).toBe(480);
  expect(lab.diagnostics).toContain('invocation-limit');
  expect(lab.engine.transactions.size).toBe(0);
});

test('a call longer than it may be is ended', async () => {
  const lab = await inbound([[play()]], { switches: { maxCallSeconds: 14_400 }, ms: 86_400_000 });
  expect(lab.events.at(-1)).toBe('3 HANGUP LEG-A 480');
  const { startedAt, endedAt } = lab.call(lab.transactionId)!;
  expect(endedAt! - startedAt).toBe(14_400_000);
});

test('the same seed gives the same run, another seed another one', async () => {
  const run = async (seed: number) => (await inbound([[bridge(), play()], [hangUp()]], { seed, ms: 60_000 })).received;
  expect(JSON.stringify(await run(7))).toBe(JSON.stringify(await run(7)));
  expect(JSON.stringify(await run(7))).not.toBe(JSON.stringify(await run(8)));
});

test('calls do not disturb each other', async () => {
  const lab = createLab([], {
    handler: ({ InvocationEventType, CallDetails }) => ({
      SchemaVersion: '1.0',
      Actions:
        InvocationEventType === 'NEW_INBOUND_CALL'
          ? [{ Type: 'Speak', Parameters: { Text: `Hello ${CallDetails.Participants[0]!.From}.` } }, hangUp()]
          : [],
    }),
  });
  const phones = Array.from({ length: 20 }, (_, index) => lab.phone(`+141555501${String(index).padStart(2, '0')}`));
  for (const phone of phones) phone.dial(SERVICE);
  await Promise.all(phones.map((phone) => phone.isHungUp()));
  for (const phone of phones) expect(phone.heard).toEqual([`Hello ${phone.number}.`]);
  expect(lab.engine.transactions.size).toBe(0);
});
