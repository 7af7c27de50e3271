/** The rules of action lists (spec 5.1), in their order. */
import { describe, expect, test } from '@jest/globals';
import {
  action,
  bridge,
  FAR_END,
  hangUp,
  pause,
  play,
  receiveDigits,
  record,
  SERVICE,
  speak,
  speakAndGetDigits,
} from '../../test/support/actions.ts';
import { perform } from '../../test/support/describe-action.ts';
import { callIdOf, createLab, inbound, statuses } from '../../test/support/lab.ts';

const toLegA = { ParticipantTag: 'LEG-A' };
const toLegB = { ParticipantTag: 'LEG-B' };

test('1: one action at a time, in order, for either leg', async () => {
  const { lab } = await perform('bridged', () => [
    speak('For you.', toLegA),
    speak('And for you.', toLegB),
    play('both.wav'),
  ]);
  const phases = lab
    .entries('action')
    .slice(2)
    .map(({ phase, action }) => `${action.Type} ${phase}`);
  expect(phases).toEqual([
    'Speak started',
    'Speak succeeded',
    'Speak started',
    'Speak succeeded',
    'PlayAudio started',
    'PlayAudio succeeded',
  ]);
  expect(lab.caller.heard).toEqual(['For you.', '[audio both.wav]']);
  expect(lab.farEnd.heard).toEqual(['And for you.']);
});

describe('2: the end of a list is reported by its last action', () => {
  test.each([
    ['which does not report otherwise', [play(), pause()], ['3 ACTION_SUCCESSFUL Pause']],
    ['once, where it reports anyway', [play(), record()], ['3 ACTION_SUCCESSFUL RecordAudio']],
    ['and not where that is a hang-up', [play(), hangUp()], ['3 HANGUP LEG-A 0']],
  ])('%s', async (_name, actions, expected) => {
    expect((await perform('answered', () => actions)).events).toEqual(expected);
  });
});

describe('3: a success in the middle of a list is asked about before the list goes on', () => {
  const list = [speakAndGetDigits({ MaxNumberOfDigits: 1 }), speak('Thank you.')];
  const meanwhile = ({ caller }: { caller: { press(keys: string): void } }) => caller.press('1');

  test('nothing happens until the answer has come', async () => {
    const { lab } = await perform('answered', () => list, { meanwhile });
    const entries = lab.call(lab.transactionId)!.entries;
    const answered = entries.findIndex((entry) => entry.type === 'invocation' && entry.event.Sequence === 3);
    const spoken = entries.findIndex((entry) => entry.type === 'heard' && entry.text === 'Thank you.');
    expect(spoken).toBeGreaterThan(answered);
    expect(answered).toBeGreaterThan(0);
  });

  test('actions take the place of the rest', async () => {
    const { lab, events } = await perform('answered', () => list, { meanwhile, then: [[speak('Instead.')]] });
    expect(events).toEqual(['3 ACTION_SUCCESSFUL SpeakAndGetDigits', '4 ACTION_SUCCESSFUL Speak']);
    expect(lab.caller.heard.slice(1)).toEqual(['Press 1', 'Instead.']);
    expect(lab.entries('action').filter(({ phase }) => phase === 'dropped')).toMatchObject([
      { action: { Parameters: { Text: 'Thank you.' } } },
    ]);
  });

  test('no actions let it go on', async () => {
    const { lab } = await perform('answered', () => list, { meanwhile, then: [[]] });
    expect(lab.caller.heard.slice(1)).toEqual(['Press 1', 'Thank you.']);
  });
});

describe('4: a failure clears the list', () => {
  const list = [pause(0), speak('Never.')];

  test('its answer runs', async () => {
    const { lab, events } = await perform('answered', () => list, { then: [[speak('Sorry.')]] });
    expect(events).toEqual(['3 ACTION_FAILED Pause InvalidActionParameter', '4 ACTION_SUCCESSFUL Speak']);
    expect(lab.caller.heard.slice(1)).toEqual(['Sorry.']);
  });

  test('an empty answer leaves the call up and idle', async () => {
    const { lab, events } = await perform('answered', () => list);
    expect(events).toEqual(['3 ACTION_FAILED Pause InvalidActionParameter']);
    expect(lab.caller.state).toBe('connected');
  });
});

test('5: a call with nothing to do stays up', async () => {
  const lab = await inbound([[play()]], { ms: 24 * 3_600_000 });
  expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', '2 ACTION_SUCCESSFUL PlayAudio']);
  expect(lab.caller.state).toBe('connected');
});

describe('6: an update', () => {
  test('with actions drops the rest and stops what can be stopped', async () => {
    const { lab, events } = await perform('answered', () => [play('hold.wav'), speak('Never.')], {
      meanwhile: (lab) => lab.updateNow({ go: 'on' }),
      then: [[speak('Here you are.')]],
    });
    expect(events).toEqual(['3 CALL_UPDATE_REQUESTED', '4 ACTION_INTERRUPTED PlayAudio', '5 ACTION_SUCCESSFUL Speak']);
    expect(lab.caller.heard.slice(1)).toEqual(['[audio hold.wav]', 'Here you are.']);
    expect(JSON.stringify(Object.keys(lab.data(4)))).toBe('["Type","Parameters"]');
  });

  test('with actions lets what can not be stopped finish, and its report does not undo the new list', async () => {
    const { lab, events } = await perform('answered', () => [speakAndGetDigits(), speak('Never.')], {
      meanwhile: async (lab) => {
        lab.updateNow();
        await lab.settle(100);
        lab.caller.press('1');
      },
      then: [[speak('Here you are.')]],
    });
    expect(events).toEqual([
      '3 CALL_UPDATE_REQUESTED',
      '4 ACTION_SUCCESSFUL SpeakAndGetDigits',
      '5 ACTION_SUCCESSFUL Speak',
    ]);
    expect(lab.caller.heard.slice(1)).toEqual(['Press 1', 'Here you are.']);
  });

  test('with actions survives the failure of what could not be stopped', async () => {
    const { lab, events } = await perform('answered', () => [bridge()], {
      options: { farEnds: { [FAR_END]: { does: 'reject', afterMs: 5_000 } } },
      meanwhile: (lab) => lab.updateNow(),
      then: [[speak('Here you are.')]],
    });
    expect(events).toEqual([
      '3 CALL_UPDATE_REQUESTED',
      '4 ACTION_FAILED CallAndBridge CallNotAnswered',
      '5 ACTION_SUCCESSFUL Speak',
    ]);
    expect(lab.caller.heard.at(-1)).toBe('Here you are.');
  });

  test('without actions changes nothing', async () => {
    const { lab, events } = await perform('answered', () => [play('hold.wav'), speak('Then this.')], {
      meanwhile: (lab) => lab.updateNow(),
      then: [[]],
    });
    expect(events).toEqual(['3 CALL_UPDATE_REQUESTED', '4 ACTION_SUCCESSFUL Speak']);
    expect(lab.caller.heard.slice(1)).toEqual(['[audio hold.wav]', 'Then this.']);
  });

  test('while a call rings out waits until it is answered', async () => {
    const lab = createLab([[], [], [hangUp()], [speak('Never.')]]);
    lab.create();
    await lab.farEnd.rings();
    await lab.settle(100);
    lab.updateNow({ cancel: 'yes' });
    await lab.settle();
    expect(lab.events).toEqual([
      '1 NEW_OUTBOUND_CALL',
      '2 RINGING',
      '3 CALL_UPDATE_REQUESTED',
      '4 CALL_ANSWERED',
      '5 HANGUP LEG-A 0',
    ]);
    expect(lab.farEnd.heard).toEqual([]);
  });

  test('that comes after the end of the call is not delivered', async () => {
    const lab = createLab([[play()]]);
    lab.caller.dial(SERVICE);
    await lab.caller.hears(/hello/);
    lab.updateNow();
    lab.caller.hangUp();
    await lab.settle();
    expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', '2 HANGUP LEG-A 0']);
  });
});

describe('7: digits received', () => {
  const list = [receiveDigits('^9$'), play('long.wav', { Repeat: 5 }), speak('Never.')];
  const meanwhile = ({ caller }: { caller: { press(keys: string): void } }) => caller.press('9');

  test('with actions interrupt, and no event tells of it', async () => {
    const { lab, events } = await perform('answered', () => list, { meanwhile, then: [[speak('Yes?')]] });
    expect(events).toEqual(['3 DIGITS_RECEIVED 9', '4 ACTION_SUCCESSFUL Speak']);
    expect(lab.caller.heard.slice(1)).toEqual(['[audio long.wav]', 'Yes?']);
  });

  test('without actions change nothing', async () => {
    const { events } = await perform('answered', () => list.slice(0, 2), { meanwhile });
    expect(events).toEqual(['3 DIGITS_RECEIVED 9', '4 ACTION_SUCCESSFUL PlayAudio']);
  });

  test('on a leg: an action without a selector means that leg', async () => {
    const { lab, events } = await perform('bridged', () => [receiveDigits('^9$', toLegB)], {
      meanwhile: async (lab) => {
        await lab.settle(100);
        lab.farEnd.press('9');
      },
      then: [[], [speak('Yes?')]],
    });
    expect(events).toEqual(['3 ACTION_SUCCESSFUL ReceiveDigits', '4 DIGITS_RECEIVED 9', '5 ACTION_SUCCESSFUL Speak']);
    expect(lab.farEnd.heard).toEqual(['Yes?']);
  });
});

describe('8: hang-up', () => {
  test('of the last leg: what is returned is ignored, and the call is over', async () => {
    const lab = await inbound([[play(), hangUp()], [speak('Never.')]]);
    expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', '2 HANGUP LEG-A 0']);
    expect(lab.engine.transactions.size).toBe(0);
    expect(lab.call(lab.transactionId)?.endedAt).toBeDefined();
  });

  test('of one leg: what is returned takes the place of the list', async () => {
    const { lab, events } = await perform('bridged', () => [speak('a'.repeat(100), toLegA), speak('Never.', toLegA)], {
      meanwhile: ({ farEnd }) => farEnd.hangUp(),
      then: [[speak('He is gone.')]],
    });
    expect(events).toEqual(['3 HANGUP LEG-B 0', '4 ACTION_SUCCESSFUL Speak']);
    expect(lab.caller.heard).toEqual(['a'.repeat(100), 'He is gone.']);
    const [started, ended] = lab
      .entries('action')
      .slice(2)
      .filter(({ phase }) => phase !== 'dropped');
    expect(ended!.at - started!.at).toBe(6_500);
  });

  test('of one leg: what waits for it is dropped, what waits for the other goes on', async () => {
    const list = [speak('One.', toLegA), speak('Never.', toLegB), speak('Two.', toLegA)];
    const { lab, events } = await perform('bridged', () => list, { meanwhile: ({ farEnd }) => farEnd.hangUp() });
    expect(events).toEqual(['3 HANGUP LEG-B 0', '4 ACTION_SUCCESSFUL Speak']);
    expect(lab.caller.heard).toEqual(['One.', 'Two.']);
  });
});

test('9: a leg that ends while an action runs on the other leg does not disturb it', async () => {
  const { events } = await perform('bridged', () => [speakAndGetDigits({ ...toLegA, MaxNumberOfDigits: 1 })], {
    meanwhile: async (lab) => {
      lab.farEnd.hangUp();
      await lab.settle(100);
      lab.caller.press('1');
    },
  });
  expect(events).toEqual(['3 HANGUP LEG-B 0', '4 ACTION_SUCCESSFUL SpeakAndGetDigits']);
});

test('10: events are delivered one after the other, with sequence numbers without a gap', async () => {
  let inside = 0;
  const seen: number[] = [];
  const lab = createLab([], {
    handler: async (event) => {
      expect(++inside).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
      seen.push(event.Sequence);
      const first = event.InvocationEventType === 'NEW_INBOUND_CALL';
      return { SchemaVersion: '1.0', Actions: first ? [receiveDigits('1'), play('long.wav', { Repeat: 20 })] : [] };
    },
  });
  lab.caller.dial(SERVICE);
  await lab.caller.hears(/long/);
  for (let times = 0; times < 3; times++) {
    lab.caller.press('1');
    lab.updateNow();
    await lab.settle(500);
  }
  lab.caller.hangUp();
  await lab.settle();
  expect(seen).toEqual(seen.map((_, index) => index + 1));
  expect(seen.length).toBeGreaterThanOrEqual(5);
});

test('11: what follows a hang-up in a call of one leg never runs', async () => {
  const lab = await inbound([[speak('Bye.'), hangUp(), speak('Never.')]]);
  expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', '2 HANGUP LEG-A 0']);
  expect(lab.caller.heard).toEqual(['Bye.']);
});

test('12: of more than ten actions none runs', async () => {
  const lab = await inbound([Array.from({ length: 11 }, () => speak('Never.')), [hangUp()]]);
  expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', '2 INVALID_LAMBDA_RESPONSE TooManyActions', '3 HANGUP LEG-A 0']);
  expect(lab.caller.heard).toEqual([]);
  expect(lab.diagnostics).toContain('too-many-actions');
});

describe('which leg an action means', () => {
  test('a CallId wins over a ParticipantTag', async () => {
    const { lab } = await perform('bridged', ({ legB }) => [
      speak('For you.', { CallId: legB, ParticipantTag: 'LEG-A' }),
    ]);
    expect(lab.farEnd.heard).toEqual(['For you.']);
  });

  test.each([{ ParticipantTag: '' }, { CallId: '' }, { CallId: '', ParticipantTag: '' }])(
    '%j is no selector',
    async (selector) => {
      const { lab, call } = await perform('bridged', () => [speak('For you.', selector)]);
      expect(lab.caller.heard).toEqual(['For you.']);
      expect(lab.data(3)['Parameters']).toMatchObject({ CallId: call.legA });
    },
  );

  test('a leg that has ended is none', async () => {
    const { lab } = await perform('bridged', () => [], {
      meanwhile: ({ farEnd }) => farEnd.hangUp(),
      then: [[speak('For whom?', toLegB)]],
    });
    expect(lab.events.at(-1)).toBe('4 ACTION_FAILED Speak InvalidActionParameter');
    expect(statuses(lab.event(4))).toEqual({ 'LEG-A': 'Connected', 'LEG-B': 'Disconnected' });
    expect(lab.data(4)['Parameters']).toMatchObject({ CallId: callIdOf(lab.event(4), 'LEG-B') });
  });
});

test('parameters that are refused do not answer a call that rings', async () => {
  const lab = await inbound([[speak('a'.repeat(1_001))], [hangUp({ SipResponseCode: '480' })]]);
  expect(lab.events).toEqual([
    '1 NEW_INBOUND_CALL',
    '2 ACTION_FAILED Speak MissingRequiredActionParameter',
    '3 HANGUP LEG-A 480',
  ]);
  expect(lab.entries('leg').map(({ state }) => state)).toEqual(['ringing', 'disconnected']);
});

test('keys that the service does not know are ignored', async () => {
  const { events } = await perform('answered', () => [
    action('Pause', { DurationInMilliseconds: 100, Reason: 'none' }),
  ]);
  expect(events).toEqual(['3 ACTION_SUCCESSFUL Pause']);
});
