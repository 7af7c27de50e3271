import { describe, expect, test } from '@jest/globals';
import type { InvokeResult } from '../../src/engine/ports.ts';
import { FAR_END, SERVICE } from '../support/lab.ts';
import { type Block, contactLab, flowOf, returned, say } from './contact-lab.ts';

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:lookUp';
const ask = (more: Readonly<Record<string, unknown>> = {}): Block => ({
  type: 'InvokeLambdaFunction',
  parameters: {
    LambdaFunctionARN: ARN,
    InvocationTimeLimitSeconds: '3',
    LambdaInvocationAttributes: { from: '$.CustomerEndpoint.Address', fixed: 'x' },
    ...more,
  },
  next: 'hi',
  errors: { NoMatchingError: 'sorry' },
});
const flow = (more?: Readonly<Record<string, unknown>>) => flowOf({ ask: ask(more), hi: say('Hi $.External.name') });

const throttled: InvokeResult = { kind: 'refused', reason: 'throttled', message: 'Rate exceeded' };
const failed: InvokeResult = { kind: 'failed', errorType: 'Error', errorMessage: 'no table' };
const ada = returned({ name: 'Ada' });

test('a function gets the event of a contact flow, and the flow its answer', async () => {
  const { caller, invoked, over } = contactLab(flow(), { answers: [ada] });
  await over();
  expect(caller.heard).toContain('Hi Ada');
  expect(invoked).toMatchObject([{ arn: ARN, attempt: 1 }]);
  expect(invoked[0]?.event).toEqual({
    Name: 'ContactFlowEvent',
    Details: {
      Parameters: { from: SERVICE, fixed: 'x' },
      ContactData: {
        Attributes: {},
        Channel: 'VOICE',
        ContactId: 'contact-1',
        CustomerEndpoint: { Address: SERVICE, Type: 'TELEPHONE_NUMBER' },
        CustomerId: null,
        Description: null,
        InitialContactId: 'contact-1',
        InitiationMethod: 'INBOUND',
        InstanceARN: expect.stringMatching(/^arn:aws:connect:/),
        LanguageCode: 'en-US',
        MediaStreams: { Customer: { Audio: null } },
        Name: null,
        PreviousContactId: 'contact-1',
        Queue: null,
        References: {},
        SystemEndpoint: { Address: FAR_END, Type: 'TELEPHONE_NUMBER' },
      },
    },
  });
});

describe('is invoked again', () => {
  test.each<[string, InvokeResult[], number]>([
    ['after throttling', [throttled, throttled, ada], 3],
    ['after a failure', [failed, ada], 2],
  ])('%s', async (_, answers, times) => {
    const { invoked, over } = contactLab(flow(), { answers });
    expect((await over()).path).toEqual(['ask', 'hi', 'end']);
    expect(invoked.map(({ attempt }) => attempt)).toEqual(Array.from({ length: times }, (_each, index) => index + 1));
    expect(new Set(invoked.map(({ event }) => JSON.stringify(event))).size).toBe(1);
  });

  test('three times more at most', async () => {
    const { lab, invoked, over } = contactLab(flow(), { answers: [failed] });
    expect((await over()).path).toEqual(['ask', 'sorry', 'end']);
    expect(invoked).toHaveLength(4);
    expect(lab.diagnostics.filter((code) => code === 'contact-function-failed')).toHaveLength(4);
  });

  test('within the time limit only', async () => {
    const { invoked, over } = contactLab(flow(), { answers: [{ ...throttled, delayMs: 2_000 }] });
    const { startedAt, path } = await over();
    expect(path).toEqual(['ask', 'sorry', 'end']);
    expect(invoked.map(({ at }) => at - startedAt)).toEqual([0, 2_200]);
  });

  test.each<[string, InvokeResult, boolean]>([
    ['a function that does not exist', { kind: 'refused', reason: 'not-found', message: 'x' }, true],
    ['a function that may not be invoked', { kind: 'refused', reason: 'access-denied', message: 'x' }, true],
    ['a failed one, where failures are not repeated', failed, false],
  ])('but not %s', async (_, answer, repeatFailed) => {
    const { invoked, over } = contactLab(flow(), { answers: [answer], settings: { repeatFailed } });
    expect((await over()).path).toEqual(['ask', 'sorry', 'end']);
    expect(invoked).toHaveLength(1);
  });
});

test('a function that is too slow costs its time limit', async () => {
  const { lab, over } = contactLab(flow(), { answers: [{ ...ada, delayMs: 60_000 }] });
  const { startedAt, path } = await over();
  expect(path).toEqual(['ask', 'sorry', 'end']);
  expect(lab.entries('said').find(({ text }) => text === 'Sorry.')!.at - startedAt).toBe(3_000);
  expect(lab.diagnostics).toContain('contact-function-slow');
});

test('a delay within the limit is waited for', async () => {
  const { lab, over } = contactLab(flow(), { answers: [{ ...ada, delayMs: 1_500 }] });
  const { startedAt } = await over();
  expect(lab.entries('said').find(({ text }) => text === 'Hi Ada')!.at - startedAt).toBe(1_500);
});

describe('the response', () => {
  const json = { ResponseValidation: { ResponseType: 'JSON' } };
  test.each<[string, InvokeResult, Record<string, unknown>, string]>([
    ['a text', returned('Ada'), {}, 'sorry'],
    ['a list', returned(['Ada']), json, 'sorry'],
    ['null', returned(null), {}, 'sorry'],
    ['nothing', { kind: 'returned', payload: '' }, {}, 'sorry'],
    ['a number in it', returned({ name: 1 }), {}, 'sorry'],
    ['a number in it, as JSON', returned({ name: 1 }), json, 'hi'],
    ['something nested', returned({ name: { first: 'Ada' } }), {}, 'sorry'],
    ['32 KB', returned({ name: 'x'.repeat(32_768 - 11) }), {}, 'hi'],
    ['a byte more', returned({ name: 'x'.repeat(32_768 - 10) }), {}, 'sorry'],
  ])('%s', async (_, answer, more, next) => {
    const { lab, over } = contactLab(flow(more), { answers: [answer] });
    expect((await over()).path).toEqual(['ask', next, 'end']);
    expect(lab.diagnostics.includes('contact-response-invalid')).toBe(next === 'sorry');
  });
});

test('a caller who hangs up while a function works ends the contact there', async () => {
  const { lab, caller, over } = contactLab(flow(), { answers: [{ ...ada, delayMs: 2_000 }] });
  await caller.isBridgedTo(FAR_END);
  lab.farEnd.hangUp();
  expect(await over()).toMatchObject({ path: ['ask'], reason: 'CUSTOMER_DISCONNECT' });
});
