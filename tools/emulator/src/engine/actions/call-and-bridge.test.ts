import { describe, expect, test } from '@jest/globals';
import { bridge, CALLER, FAR_END, hangUp, pause, play, SERVICE, speak, wav } from '../../../test/support/actions.ts';
import { describeAction, perform } from '../../../test/support/describe-action.ts';
import { callIdOf, createLab, statuses } from '../../../test/support/lab.ts';
import { openDirectory } from '../../directory/open.ts';
import { MemoryStorage } from '../../storage/memory.ts';
import { silentWav } from '../wav.ts';

const invalid = (message: string) => ['InvalidActionParameter', message] as const;
const CONNECTOR = 'arn:aws:chime:us-east-1:111122223333:vc/abcdefg1hijklm2nopq3rs';
const endpoint = (more: object) => ({ Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: FAR_END, ...more }] });

describeAction({
  type: 'CallAndBridge',
  parameters: () => bridge().Parameters,
  ownEvent: true,
  interruptible: false,
  answers: false,
  onHangup: 'ACTION_FAILED',
  numeric: { CallTimeoutSeconds: 20 },
  failures: [
    ['no endpoint', { Endpoints: [] }, ...invalid('Invalid number of endpoints provided.')],
    ['no list of endpoints', { Endpoints: undefined }, ...invalid('Invalid number of endpoints provided.')],
    [
      'two endpoints',
      { Endpoints: [...endpoint({}).Endpoints, ...endpoint({}).Endpoints] },
      ...invalid('Invalid number of endpoints provided.'),
    ],
    ['a number that is not E.164', endpoint({ Uri: '5550188' }), ...invalid('Endpoint parameter is invalid.')],
    ['an ARN with a PSTN number', endpoint({ Arn: CONNECTOR }), ...invalid('Endpoint parameter is invalid.')],
    [
      'a Voice Connector without ARN',
      endpoint({ BridgeEndpointType: 'AWS' }),
      ...invalid('Endpoint parameter is invalid.'),
    ],
    ['another kind of endpoint', endpoint({ BridgeEndpointType: 'SIP' }), ...invalid('Endpoint parameter is invalid.')],
    ['no caller id', { CallerIdNumber: undefined }, ...invalid('Caller ID not defined.')],
    ['a caller id that is no number', { CallerIdNumber: 'anonymous' }, ...invalid('Invalid caller ID.')],
    ...[0, 121, 'x'].map(
      (CallTimeoutSeconds) =>
        [
          `a timeout of ${CallTimeoutSeconds}`,
          { CallTimeoutSeconds },
          ...invalid('The MaxCallTimeout parameter is invalid. Timeout must be between 0 and 120 seconds.'),
        ] as const,
    ),
    ...['X-AMZN-id', 'Subject'].map(
      (name) =>
        [
          `header ${name}`,
          { SipHeaders: { [name]: '1' } },
          ...invalid(`Invalid SIP header(s) provided: ${name}`),
        ] as const,
    ),
    [
      'a ringback tone that is no file',
      { RingbackTone: { Type: 'S3' } },
      'InvalidAudioSource',
      'Ringtone parameter value is invalid.',
    ],
  ],
});

describe('caller id', () => {
  const directory = { ...openDirectory({ functionArn: 'f' }), ownsNumber: (number: string) => number === SERVICE };

  test.each([SERVICE, CALLER])('%s may be shown', async (CallerIdNumber) => {
    const { lab, events } = await perform('answered', () => [bridge(FAR_END, { CallerIdNumber })], {
      options: { directory },
      ms: 5_000,
    });
    expect(events).toEqual(['3 ACTION_SUCCESSFUL CallAndBridge']);
    expect(lab.farEnd.line?.remote).toBe(CallerIdNumber);
  });

  test('a number of somebody else may not', async () => {
    const { lab, events } = await perform('answered', () => [bridge(FAR_END, { CallerIdNumber: '+12065550177' })], {
      options: { directory },
    });
    expect(events).toEqual(['3 ACTION_FAILED CallAndBridge InvalidActionParameter']);
    expect(lab.data(3)['ErrorMessage']).toBe(
      'Provided caller ID number is invalid. Number must be owned by this AWS account, or be the From number of LEG-A.',
    );
    expect(lab.farEnd.state).toBe('idle');
  });
});

describe('a Voice Connector', () => {
  const toConnector = { Endpoints: [{ BridgeEndpointType: 'AWS', Arn: CONNECTOR, Uri: '4455' }] };

  test('is called at the user part, with the headers, which are not shown to the function', async () => {
    const { lab, events } = await perform(
      'answered',
      () => [bridge('', { ...toConnector, SipHeaders: { 'x-case': 'A-19', Diversion: '<sip:1@a>' } })],
      { ms: 5_000 },
    );
    expect(events).toEqual(['3 ACTION_SUCCESSFUL CallAndBridge']);
    expect(lab.phone('4455').line?.sipHeaders).toEqual({ 'x-case': 'A-19', Diversion: '<sip:1@a>' });
    const legB = lab.event(3).CallDetails.Participants[1];
    expect(legB).toMatchObject({ ParticipantTag: 'LEG-B', To: '4455', From: SERVICE, Direction: 'Outbound' });
    expect(legB).not.toHaveProperty('SipHeaders');
  });

  test('that does not exist is an invalid endpoint', async () => {
    const directory = { ...openDirectory({ functionArn: 'f' }), voiceConnector: () => undefined };
    const { lab, events } = await perform('answered', () => [bridge('', toConnector)], { options: { directory } });
    expect(events).toEqual(['3 ACTION_FAILED CallAndBridge InvalidActionParameter']);
    expect(lab.data(3)['ErrorMessage']).toBe('Endpoint parameter is invalid.');
  });
});

describe('a caller that still rings', () => {
  test('is answered when the far end answers', async () => {
    const lab = createLab([[bridge()]]);
    lab.caller.dial(SERVICE);
    await lab.farEnd.rings();
    expect(lab.caller.state).toBe('calling');
    await lab.caller.isBridgedTo(FAR_END);
    expect(statuses(lab.event(1))).toEqual({ 'LEG-A': undefined });
    await lab.settle(1);
    expect(statuses(lab.event(2))).toEqual({ 'LEG-A': 'Connected', 'LEG-B': 'Connected' });
    expect(lab.data(2)['Parameters']).toMatchObject({ CallId: callIdOf(lab.event(1), 'LEG-A') });
  });

  test('rings on when nobody answers, and is answered by the next prompt', async () => {
    const lab = createLab([[bridge()], [speak('Nobody is there.')]], { farEnds: { [FAR_END]: { does: 'busy' } } });
    lab.caller.dial(SERVICE);
    await lab.passUntil(() => lab.events.length === 2, 60_000);
    expect(statuses(lab.event(2))).toEqual({ 'LEG-A': undefined });
    await lab.caller.hears('Nobody is there.');
    expect(lab.caller.state).toBe('connected');
  });

  test('gives up: the far end stops ringing, and the place it took is free again', async () => {
    const lab = createLab([[bridge()]], { farEnds: { [FAR_END]: { does: 'ring' } }, quotas: { activeCalls: 2 } });
    lab.caller.dial(SERVICE);
    await lab.farEnd.rings();
    lab.caller.hangUp();
    await lab.farEnd.isHungUp();
    await lab.settle();
    expect(lab.farEnd.line?.sipCode).toBe(487);
    expect(lab.events).toEqual([
      '1 NEW_INBOUND_CALL',
      '2 ACTION_FAILED CallAndBridge SystemException',
      '3 HANGUP LEG-A 487',
    ]);
    expect(statuses(lab.event(2))).toEqual({ 'LEG-A': 'Disconnected' });
    lab.caller.dial(SERVICE);
    await lab.farEnd.rings();
  });
});

describe('a far end that does not come', () => {
  test.each([
    ['is busy', { does: 'busy' }, 200],
    ['rejects', { does: 'reject', afterMs: 4_000 }, 4_000],
    ['does not answer in time', { does: 'no-answer' }, 12_000],
    ['answers too late', { does: 'answer', afterMs: 12_001 }, 12_000],
  ] as const)('%s', async (_name, farEnd, afterMs) => {
    const { lab, events } = await perform('answered', () => [bridge(FAR_END, { CallTimeoutSeconds: 12 }), pause()], {
      options: { farEnds: { [FAR_END]: farEnd } },
    });
    expect(events).toEqual(['3 ACTION_FAILED CallAndBridge CallNotAnswered']);
    expect(lab.data(3)['ErrorMessage']).toBe('Call not answered');
    expect(statuses(lab.event(3))).toEqual({ 'LEG-A': 'Connected' });
    const [started, failed] = lab.entries('action').filter(({ action }) => action.Type === 'CallAndBridge');
    expect(failed!.at - started!.at).toBe(afterMs);
    expect(lab.farEnd.state).toBe('ended');
    expect(
      lab
        .entries('leg')
        .filter(({ tag }) => tag === 'LEG-B')
        .map(({ state }) => state),
    ).toEqual(['ringing', 'disconnected']);
  });

  test('30 s is what it waits unless told otherwise', async () => {
    const { lab } = await perform('answered', () => [bridge(FAR_END, { CallTimeoutSeconds: undefined })], {
      options: { farEnds: { [FAR_END]: { does: 'no-answer' } } },
    });
    const [started, failed] = lab.entries('action').filter(({ action }) => action.Type === 'CallAndBridge');
    expect(failed!.at - started!.at).toBe(30_000);
  });

  test('a voicemail is an answer', async () => {
    const { lab, events } = await perform('answered', () => [bridge()], {
      options: { farEnds: { [FAR_END]: { does: 'voicemail' } } },
      ms: 60_000,
    });
    expect(events).toEqual(['3 ACTION_SUCCESSFUL CallAndBridge']);
    expect(lab.caller.heard.at(-1)).toMatch(/leave a message/);
    expect(lab.diagnostics).toContain('far-end-voicemail');
  });
});

describe('a ringback tone', () => {
  const withTone = [bridge(FAR_END, { RingbackTone: wav('ring.wav') })];
  const storage = (files: string[]) =>
    new MemoryStorage({
      'prompts-1': Object.fromEntries(files.map((key) => [key, { body: silentWav(1_000), contentType: 'audio/wav' }])),
    });

  test('is heard until the far end answers, also by a caller that is not answered', async () => {
    const lab = createLab([withTone], { storage: storage(['ring.wav']) });
    lab.caller.dial(SERVICE);
    await lab.caller.hears('[audio ring.wav]');
    expect(lab.caller.state).toBe('calling');
    await lab.caller.isBridgedTo(FAR_END);
  });

  test('that can not be read fails the action before anybody is called', async () => {
    const { lab, events } = await perform('answered', () => withTone, { options: { storage: storage([]) } });
    expect(events).toEqual(['3 ACTION_FAILED CallAndBridge InvalidAudioSource']);
    expect(lab.data(3)['ErrorMessage']).toBe('Cannot access S3 bucket or audio file.');
    expect(lab.farEnd.state).toBe('idle');
  });
});

test.each([
  [false, ['2 ACTION_SUCCESSFUL CallAndBridge']],
  [true, ['2 RINGING', '3 ACTION_SUCCESSFUL CallAndBridge']],
])('ringLegB %s', async (ringLegB, expected) => {
  const lab = createLab([[bridge()]], { switches: { ringLegB } });
  lab.caller.dial(SERVICE);
  await lab.caller.isBridgedTo(FAR_END);
  await lab.settle(1);
  expect(lab.events.slice(1)).toEqual(expected);
});

test.each(['LEG-B', 'leg-b'])('it is for LEG-A only, not for %s', async (ParticipantTag) => {
  const { events } = await perform('bridged', () => [bridge('+14255550199', { ParticipantTag })]);
  expect(events).toEqual(['3 ACTION_FAILED CallAndBridge InvalidActionParameter']);
});

test('there is one far end at a time, and after it another one', async () => {
  const second = '+14255550199';
  const { lab, events } = await perform('bridged', () => [bridge(second)], {
    then: [[hangUp({ ParticipantTag: 'LEG-B' }), bridge(second), play()]],
    ms: 20_000,
  });
  expect(events).toEqual([
    '3 ACTION_FAILED CallAndBridge InvalidActionParameter',
    '4 HANGUP LEG-B 0',
    '5 ACTION_SUCCESSFUL Hangup',
    '6 ACTION_SUCCESSFUL CallAndBridge',
    '7 ACTION_SUCCESSFUL PlayAudio',
  ]);
  expect(lab.caller.line?.bridgedTo?.phone.number).toBe(second);
});

test('more active calls than the quota allows', async () => {
  const { lab, events } = await perform('answered', () => [bridge()], { options: { quotas: { activeCalls: 1 } } });
  expect(events).toEqual(['3 ACTION_FAILED CallAndBridge SystemException']);
  expect(lab.diagnostics).toContain('quota-exceeded');
});

test('both ends hear each other until one of them hangs up', async () => {
  const { lab } = await perform('bridged', () => [], { ms: 1_000 });
  lab.caller.say('Hello there.');
  lab.farEnd.say('Who is calling?');
  lab.farEnd.press('5');
  expect(lab.farEnd.heard).toEqual(['Hello there.']);
  expect(lab.caller.heard).toEqual(['Who is calling?', '5']);
  lab.farEnd.hangUp();
  lab.caller.say('Are you still there?');
  expect(lab.farEnd.heard).toEqual(['Hello there.']);
  expect(lab.entries('bridge').map(({ state }) => state)).toEqual(['up', 'down']);
});
