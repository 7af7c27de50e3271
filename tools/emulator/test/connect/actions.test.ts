import { describe, expect, test } from '@jest/globals';
import { toJson } from '../../src/trace/to-json.ts';
import { FAR_END } from '../support/lab.ts';
import { type Block, contactLab, flowOf, say } from './contact-lab.ts';

const THIRD = '+12065550155';

describe('MessageParticipant', () => {
  test('takes as long as it takes to say it, breaks included', async () => {
    const { lab, over } = contactLab(
      flowOf({
        wait: { type: 'MessageParticipant', parameters: { SSML: '<speak><break time="9s"/></speak>' }, next: 'hi' },
        hi: say('Hi'),
      }),
    );
    const { startedAt } = await over();
    expect(lab.entries('said').find(({ text }) => text === 'Hi')!.at - startedAt).toBe(9_000);
  });

  test('takes its error branch with SSML that is broken by what is filled in', async () => {
    const set: Block = {
      ...{ type: 'UpdateContactAttributes', parameters: { Attributes: { name: 'Tom & Co' } } },
      ...{ next: 'hi', errors: { NoMatchingError: 'sorry' } },
    };
    const hi = { SSML: '<speak>Hi $.Attributes.name</speak>' };
    const { caller, over } = contactLab(
      flowOf({
        set,
        hi: { type: 'MessageParticipant', parameters: hi, next: 'end', errors: { NoMatchingError: 'sorry' } },
      }),
    );
    expect((await over()).path).toEqual(['set', 'hi', 'sorry', 'end']);
    expect(caller.heard).toContain('Sorry.');
  });

  test('without an error branch, the contact is over', async () => {
    const hi = { SSML: '<speak>Hi' };
    const { over } = contactLab(flowOf({ hi: { type: 'MessageParticipant', parameters: hi, next: 'end' } }));
    expect(await over()).toMatchObject({ path: ['hi'], reason: 'OTHER' });
  });

  test('says nothing for a reference to nothing, and the trace says so', async () => {
    const { lab, over } = contactLab(flowOf({ hi: say('Hi $.Attributes.name') }));
    await over();
    expect(lab.diagnostics).toContain('contact-reference-missing');
  });
});

describe('GetParticipantInput', () => {
  const menu: Block = {
    type: 'GetParticipantInput',
    parameters: { Text: 'Press 1 for sales, which is a long story to tell.', InputTimeLimitSeconds: '5' },
    next: 'end',
    when: { '1': 'sales' },
    errors: { NoMatchingCondition: 'other', InputTimeLimitExceeded: 'late', NoMatchingError: 'sorry' },
  };
  const flow = flowOf({ menu, sales: say('Sales'), other: say('Other'), late: say('Late') });

  test.each([
    ['1', ['menu', 'sales', 'end']],
    ['2', ['menu', 'other', 'end']],
    ['', ['menu', 'late', 'end']],
  ])('keys %j', async (keys, path) => {
    const { caller, over } = contactLab(flow);
    await caller.hears('Press 1');
    caller.press(keys);
    expect((await over()).path).toEqual(path);
  });

  test('a key interrupts the prompt', async () => {
    const { lab, caller, over } = contactLab(flow);
    await caller.hears('Press 1');
    const pressedAt = lab.clock.now();
    caller.press('1');
    await over();
    expect(lab.entries('said').find(({ text }) => text === 'Sales')!.at).toBe(pressedAt);
  });

  test.each([
    ['4711#', '4711'],
    ['12*34#', '34'],
    ['123456', '12345'],
    ['12', '12'],
    ['', 'Timeout'],
  ])('stores %j as %j', async (keys, stored) => {
    const ask: Block = {
      type: 'GetParticipantInput',
      parameters: {
        ...{ Text: 'Your number?', StoreInput: 'True', InputTimeLimitSeconds: '10' },
        InputValidation: { CustomValidation: { MaximumLength: '5' } },
        DTMFConfiguration: { InputTerminationSequence: '#', InterdigitTimeLimitSeconds: '3' },
      },
      next: 'got',
      errors: { NoMatchingError: 'sorry' },
    };
    const { caller, over } = contactLab(flowOf({ ask, got: say('Got $.StoredCustomerInput, thanks') }));
    await caller.hears('Your number?');
    caller.press(keys);
    await over();
    expect(caller.heard).toContain(`Got ${stored}, thanks`);
  });
});

test('Loop goes round as often as it says, is done once, and starts again', async () => {
  const loop: Block = {
    type: 'Loop',
    parameters: { LoopCount: '2' },
    when: { ContinueLooping: 'in', DoneLooping: 'out' },
  };
  const outer: Block = { ...loop, when: { ContinueLooping: 'loop', DoneLooping: 'end' } };
  const { over } = contactLab(flowOf({ outer, loop, in: say('In', 'loop'), out: say('Out', 'outer') }));
  const round = ['loop', 'in', 'loop', 'in', 'loop', 'out'];
  expect((await over()).path).toEqual(['outer', ...round, 'outer', ...round, 'outer', 'end']);
});

describe('Wait', () => {
  const wait: Block = {
    ...{ type: 'Wait', parameters: { TimeLimitSeconds: '60' } },
    ...{ when: { WaitCompleted: 'end' }, errors: { NoMatchingError: 'sorry' } },
  };

  test('takes its error branch on a voice contact', async () => {
    const { lab, over } = contactLab(flowOf({ wait }));
    expect((await over()).path).toEqual(['wait', 'sorry', 'end']);
    expect(lab.diagnostics).toContain('contact-wait-on-voice');
  });

  test('waits where it is told that it does', async () => {
    const { over } = contactLab(flowOf({ wait }), { settings: { waitOnVoice: true } });
    const { startedAt, endedAt, path } = await over();
    expect(path).toEqual(['wait', 'end']);
    expect(endedAt! - startedAt).toBe(60_000);
  });
});

describe('Compare', () => {
  const set = (value: string): Block => ({
    ...{ type: 'UpdateContactAttributes', parameters: { Attributes: { count: value } } },
    ...{ next: 'is', errors: { NoMatchingError: 'sorry' } },
  });
  const is: Block = {
    ...{ type: 'Compare', parameters: { ComparisonValue: '$.Attributes.count' } },
    ...{ when: { 'NumberLessThan 3': 'few', 'NumberGreaterThan 10': 'many' }, errors: { NoMatchingCondition: 'some' } },
  };
  test.each([
    ['2', 'few'],
    ['11', 'many'],
    ['3', 'some'],
    ['none', 'some'],
  ])('of %j is %s', async (value, path) => {
    const { over } = contactLab(flowOf({ set: set(value), is, few: say('1'), many: say('2'), some: say('3') }));
    expect((await over()).path).toEqual(['set', 'is', path, 'end']);
  });

  test('what is set is in the trace', async () => {
    const { lab, over } = contactLab(flowOf({ set: set('2'), is, few: say('1'), many: say('2'), some: say('3') }));
    const { contactId, callId, transactionId } = await over();
    const { contacts } = toJson(lab.call(transactionId)!);
    expect(contacts).toMatchObject([{ contactId, callId, attributes: { count: '2' } }]);
  });

  test('attributes beyond 32 KB are not set at all', async () => {
    const { over } = contactLab(
      flowOf({ set: set('x'.repeat(32_768)), is, few: say('1'), many: say('2'), some: say('3') }),
    );
    expect(await over()).toMatchObject({ path: ['set', 'sorry', 'end'], attributes: {} });
  });
});

describe('TransferParticipantToThirdParty', () => {
  const transfer: Block = {
    type: 'TransferParticipantToThirdParty',
    parameters: { ThirdPartyPhoneNumber: THIRD, ThirdPartyConnectionTimeLimitSeconds: '20', ThirdPartyDTMFDigits: '7' },
    next: 'back',
    errors: { NoMatchingError: 'sorry', CallFailed: 'busy', ConnectionTimeLimitExceeded: 'late' },
  };
  const flow = flowOf({ transfer, back: say('Back'), busy: say('Busy'), late: say('Late') });

  test('both hear each other, words and keys, and the flow goes on when the other side hangs up', async () => {
    const { lab, caller, over } = contactLab(flow);
    const third = lab.phone(THIRD);
    await third.isConnected();
    expect(third.line?.remote).toBe(FAR_END);
    caller.say('Hello');
    await third.hears('Hello');
    third.say('Good morning');
    await caller.hears('Good morning');
    third.press('5');
    caller.press('6');
    await third.hears('6');
    expect(third.heard).toEqual(['7', 'Hello', '6']);
    expect(caller.heard).toContain('5');
    third.hangUp();
    expect((await over()).path).toEqual(['transfer', 'back', 'end']);
  });

  test.each([
    [{ does: 'busy' }, 'busy'],
    [{ does: 'no-answer' }, 'late'],
  ] as const)('%j', async (farEnd, path) => {
    const { lab, over } = contactLab(flow, { farEnds: { [THIRD]: farEnd } });
    expect((await over()).path).toEqual(['transfer', path, 'end']);
    expect(lab.phone(THIRD).state).toBe('ended');
  });

  test('the third party is let go with the caller', async () => {
    const { lab, caller, over } = contactLab(flow);
    await lab.phone(THIRD).isConnected();
    caller.hangUp();
    lab.farEnd.hangUp();
    expect(await over()).toMatchObject({ path: ['transfer'], reason: 'CUSTOMER_DISCONNECT' });
    expect(lab.phone(THIRD).state).toBe('ended');
  });
});

test.each([
  [{ maxActions: 50 }, 50],
  [{ maxMs: 60_000 }, 62],
])('a flow without an end is ended: %j', async (settings, length) => {
  const { lab, over } = contactLab(flowOf({ again: say('Again and again', 'again') }), { settings });
  const { path, reason } = await over();
  expect(path).toHaveLength(length);
  expect(reason).toBe('OTHER');
  expect(lab.diagnostics).toContain('contact-too-long');
});

test('the log has what was run while logging was on', async () => {
  const logging = (on: boolean, next: string): Block => ({
    type: 'UpdateFlowLoggingBehavior',
    parameters: { FlowLoggingBehavior: on ? 'Enabled' : 'Disabled' },
    next,
  });
  const { over } = contactLab(
    flowOf({ a: say('A', 'on'), on: logging(true, 'b'), b: say('B', 'off'), off: logging(false, 'end') }),
  );
  expect((await over()).logs.map(({ action, type }) => [action, type])).toEqual([
    ['on', 'UpdateFlowLoggingBehavior'],
    ['b', 'MessageParticipant'],
  ]);
});
