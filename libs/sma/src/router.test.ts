import { describe, expect, test } from '@jest/globals';
import { A, event, failed, gone, hungUp, inbound, legA, legB, ringing, succeeded } from '../test/events.ts';
import { always, broken, bye, harness, inFlow, sorry, type Deps } from '../test/router.ts';
import { hangup } from './actions/hangup.ts';
import { pause } from './actions/pause.ts';
import { speak } from './actions/speak.ts';
import type { SmaEvent } from './events/event.ts';
import type { Answer, Flow } from './flow.ts';
import { createRouter } from './router.ts';

const { reports, deps, router, codes } = harness();
const hello = speak({ Text: 'Hello.' });
const outbound = (parts: object = {}) =>
  event('NEW_OUTBOUND_CALL', { legs: [ringing(legA({ Direction: 'Outbound' }))], sequence: 1, ...parts });

describe('finding the flow', () => {
  const two: Flow<Deps>[] = [
    {
      name: 'one',
      on: { NEW_INBOUND_CALL: always([speak({ Text: 'One.' })]), CALL_ANSWERED: always([speak({ Text: 'One.' })]) },
    },
    {
      name: 'two',
      on: {
        NEW_INBOUND_CALL: always([speak({ Text: 'Two.' })]),
        CALL_ANSWERED: always([speak({ Text: 'Two.' })]),
        CALL_UPDATE_REQUESTED: always([speak({ Text: 'Two.' })]),
      },
    },
  ];
  const args = (type: string, flow: string) => ({ Type: type, Parameters: { Arguments: { flow } } });

  test.each<[string, SmaEvent, string | undefined]>([
    ['the attribute comes first', inbound({ attributes: { flow: 'two' } }), 'one'],
    ['else the number decides', inbound(), 'two'],
    ['an update can not choose', event('CALL_UPDATE_REQUESTED', { data: args('CallUpdateRequest', 'one') }), 'two'],
  ])('%s', async (_, input, forNumber) => {
    const route = createRouter({
      flows: two,
      deps,
      flowFor: async () => forNumber,
      report: (entry) => reports.push(entry),
    });

    expect(await route(input)).toMatchObject({ Actions: [{ Parameters: { Text: 'Two.' } }] });
    expect(reports).toEqual([]);
  });

  test('who places a call through the API chooses', async () => {
    const route = createRouter({ flows: two, deps, flowFor: () => 'one', report: (entry) => reports.push(entry) });

    const response = await route(outbound({ data: args('CallCreateRequest', 'two') }));

    expect(response).toEqual({ SchemaVersion: '1.0', Actions: [], TransactionAttributes: { flow: 'two' } });
  });

  test('it is stored with the first answer, and not sent again', async () => {
    const route = router({ on: { NEW_INBOUND_CALL: always([hello]), CALL_ANSWERED: always([hello]) } });

    expect(await route(inbound())).toEqual({
      SchemaVersion: '1.0',
      Actions: [hello],
      TransactionAttributes: { flow: 'ivr' },
    });
    expect(await route(event('CALL_ANSWERED', inFlow({ step: '1' })))).toEqual({
      SchemaVersion: '1.0',
      Actions: [hello],
    });
  });

  test('a handler may hand the call to another flow, but only to one that exists', async () => {
    const to = (flow: string | undefined) =>
      createRouter({
        flows: [...two, { name: 'ivr', on: { CALL_ANSWERED: always({ attributes: { flow } }) } }],
        deps,
        report: (entry) => reports.push(entry),
      })(event('CALL_ANSWERED', inFlow()));

    expect(await to('two')).toMatchObject({ TransactionAttributes: { flow: 'two' } });
    await to('three');
    await to(undefined);
    expect(reports.map(({ message }) => message)).toEqual([
      'flow ivr, CALL_ANSWERED: The answer can not be sent: attributes.flow must be one of one, two, ivr (is "three")',
      'flow ivr, CALL_ANSWERED: The answer can not be sent: attributes.flow must be one of one, two, ivr (is missing)',
    ]);
  });

  test.each([
    ['no name', undefined, 'NEW_INBOUND_CALL: The call belongs to no flow'],
    ['a name that is unknown', 'fax', 'NEW_INBOUND_CALL: There is no flow fax'],
  ])('%s: the caller hears an apology', async (_, name, message) => {
    const response = await router({}, { flowFor: () => name })(inbound());

    expect(response).toEqual({
      SchemaVersion: '1.0',
      Actions: [sorry, bye(A)],
      TransactionAttributes: { ending: '1' },
    });
    expect(reports).toMatchObject([{ level: 'error', code: 'unknown-flow', message, flow: undefined }]);
  });

  test('a call of no flow that is over is reported no more', async () => {
    const response = await router({}, { flowFor: () => undefined })(hungUp('LEG-A', { legs: [gone(legA())] }));

    expect(response).toEqual({ SchemaVersion: '1.0', Actions: [] });
    expect(reports).toEqual([]);
  });

  test.each([
    [[{ name: '', on: {} }], 'A flow must have a name'],
    [
      [
        { name: 'a', on: {} },
        { name: 'a', on: {} },
      ],
      'There are two flows named a',
    ],
  ])('flows that can not be told apart are refused: %#', (flows, message) => {
    expect(() => createRouter({ flows, deps, report: () => undefined })).toThrow(message);
  });
});

describe('attributes', () => {
  test.each([
    [{ a: '1' }, { a: '1', flow: 'ivr', step: '1', old: { x: 1 } }],
    [{ step: '2' }, { flow: 'ivr', step: '2', old: { x: 1 } }],
    [{ step: undefined }, { flow: 'ivr', old: { x: 1 } }],
    [{ step: '1' }, undefined],
    [{ never: undefined }, undefined],
    [{}, undefined],
  ])('%j is laid over what is stored', async (attributes, expected) => {
    const stored = inFlow({ step: '1', old: { x: 1 } });
    const response = await router({ on: { CALL_ANSWERED: always({ attributes }) } })(event('CALL_ANSWERED', stored));

    expect(response.TransactionAttributes).toStrictEqual(expected);
  });

  test.each(['NEW_OUTBOUND_CALL', 'RINGING', 'HANGUP'] as const)(
    'are kept where actions are ignored: %s',
    async (type) => {
      const route = router({ on: { [type]: always({ actions: [hello], attributes: { step: '2' } }) } });
      const input = type === 'HANGUP' ? hungUp('LEG-A', { legs: [gone(legA())] }) : event(type);

      expect(await route(input)).toEqual({
        SchemaVersion: '1.0',
        Actions: [],
        TransactionAttributes: { flow: 'ivr', step: '2' },
      });
      expect(reports).toMatchObject([
        {
          level: 'warning',
          code: 'actions-ignored',
          message: `flow ivr, ${type}: Speak would be ignored here and were left out`,
        },
      ]);
    },
  );

  test('are kept after an interruption', async () => {
    const route = router({
      on: { ACTION_INTERRUPTED: { PlayAudio: always({ actions: [hello], attributes: { heard: 'no' } }) } },
    });
    const data = { Type: 'PlayAudio', Parameters: {} };

    expect(await route(event('ACTION_INTERRUPTED', { data, ...inFlow() }))).toMatchObject({
      Actions: [],
      TransactionAttributes: { flow: 'ivr', heard: 'no' },
    });
  });
});

describe('handlers', () => {
  test.each<[string, Flow<Deps>['on'], SmaEvent]>([
    ['an action that succeeded', { ACTION_SUCCESSFUL: { Speak: always([hello]) } }, succeeded('Speak', inFlow())],
    ['an action that failed', { ACTION_FAILED: { Pause: always([hello]) } }, failed('Pause', inFlow())],
    ['a refused answer', { INVALID_LAMBDA_RESPONSE: always([hello]) }, event('INVALID_LAMBDA_RESPONSE', inFlow())],
    ['a leg that is left', { HANGUP: always([hello]) }, hungUp('LEG-B', { legs: [gone(legB()), legA()], ...inFlow() })],
  ])('of %s are asked', async (_, on, input) => {
    expect(await router({ on })(input)).toEqual({ SchemaVersion: '1.0', Actions: [hello] });
    expect(reports).toEqual([]);
  });

  test('of another action are not', async () => {
    const route = router({ on: { ACTION_SUCCESSFUL: { Pause: broken } } });

    expect(await route(succeeded('Speak', inFlow()))).toEqual({ SchemaVersion: '1.0', Actions: [] });
  });

  test('get the call and what they depend on', async () => {
    const route = router({ on: { CALL_ANSWERED: async (call, { log }) => (log.push(call.key('ring')), []) } });

    await route(event('CALL_ANSWERED', inFlow()));

    expect(deps.log).toEqual(['5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11:3:ring']);
  });

  test.each(['RINGING', 'NEW_OUTBOUND_CALL'] as const)('are not needed for %s', async (type) => {
    expect(await router({})(event(type, inFlow()))).toEqual({ SchemaVersion: '1.0', Actions: [] });
    expect(reports).toEqual([]);
  });

  test.each(['NEW_INBOUND_CALL', 'CALL_ANSWERED'] as const)('are needed for %s', async (type) => {
    expect(await router({})(event(type, inFlow()))).toMatchObject({ Actions: [sorry, bye(A)] });
    expect(codes()).toEqual(['unhandled-event']);
  });

  test('the same event gives the same answer', async () => {
    const route = router({ on: { CALL_ANSWERED: always({ actions: [hello], attributes: { a: '1' } }) } });

    expect(await route(event('CALL_ANSWERED'))).toEqual(await route(event('CALL_ANSWERED')));
  });
});

describe('an answer that can not be sent', () => {
  const eleven = Array.from({ length: 11 }, () => pause({ DurationInMilliseconds: 100 }));

  test.each<[string, unknown, string]>([
    ['eleven actions', eleven, 'Actions must be at most 10 actions (is 11 actions)'],
    ['an unknown action', [{ Type: 'Dance' }], 'Actions[0].Type must be one of CallAndBridge,'],
    [
      'a bad parameter',
      [{ Type: 'Speak', Parameters: {} }],
      'Actions[0].Parameters.Text must be a string (is missing)',
    ],
    ['nothing', undefined, 'must be a list of actions, or { actions, attributes } (is missing)'],
    [
      'a whole response',
      { SchemaVersion: '1.0', Actions: [] },
      'SchemaVersion must not be there; an answer has actions and',
    ],
    ['actions that are no list', { actions: hello }, 'actions must be a list of actions'],
    ['attributes that are no object', { attributes: ['a'] }, 'attributes must be an object (is ["a"])'],
    [
      'an attribute that is a number',
      { attributes: { n: 1 } },
      'attributes.n must be a string, or undefined to remove it',
    ],
    [
      "the router's attribute",
      { attributes: { ending: '9' } },
      'attributes.ending must be left to the router (is "9")',
    ],
    ['too much to store', { attributes: { a: 'x'.repeat(21_000) } }, 'must be at most 20480 bytes'],
  ])('%s is an apology, and is reported', async (_, answer, message) => {
    const route = router({ on: { CALL_ANSWERED: () => answer as Answer } });

    expect(await route(event('CALL_ANSWERED', inFlow()))).toMatchObject({ Actions: [sorry, bye(A)] });
    expect(reports).toMatchObject([{ code: 'invalid-answer', flow: 'ivr', event: 'CALL_ANSWERED', sequence: 3 }]);
    expect(reports[0]?.message).toMatch(/^flow ivr, CALL_ANSWERED: The answer can not be sent: /);
    expect(reports[0]?.message).toContain(message);
    expect(reports[0]?.problems).not.toHaveLength(0);
  });

  test('no actions for a call that has come in', async () => {
    expect(await router({ on: { NEW_INBOUND_CALL: always([]) } })(inbound())).toMatchObject({
      Actions: [sorry, bye(A)],
    });
    expect(reports[0]?.message).toContain('Actions must be one action or more, or the call is never answered');
  });

  test('attributes leave room for the one that ends the call', async () => {
    const attributes = Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`k${i}`, 'x']));
    const response = await router({ on: { CALL_ANSWERED: always({ attributes }) } })(event('CALL_ANSWERED'));

    expect(response.TransactionAttributes).toEqual({ flow: 'ivr', ending: '1' });
  });

  test('what is only unwise is sent, and reported', async () => {
    const actions = [hangup(), hello];

    expect(await router({ on: { CALL_ANSWERED: always(actions) } })(event('CALL_ANSWERED', inFlow()))).toMatchObject({
      Actions: actions,
    });
    expect(reports).toMatchObject([
      { level: 'warning', code: 'advice', message: 'flow ivr, CALL_ANSWERED: Actions[1] should not come after Hangup' },
    ]);
  });
});

describe('what comes in', () => {
  test('and is no event is thrown, and reported', async () => {
    await expect(router({})({ Records: [] })).rejects.toMatchObject({ code: 'invalid-event' });
    expect(reports).toMatchObject([{ code: 'invalid-event', event: undefined, transactionId: undefined }]);
  });
});

describe('reporting', () => {
  test('that fails does not harm the call', async () => {
    const report = () => {
      throw new Error('the disk is full');
    };

    expect(await router({}, { report })(inbound())).toMatchObject({ Actions: [sorry, bye(A)] });
  });
});
