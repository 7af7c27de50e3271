import { describe, expect, test } from '@jest/globals';
import { hangUp, play, SERVICE, speak } from '../../test/support/actions.ts';
import { asIs, createLab, inbound } from '../../test/support/lab.ts';
import { isInvalid, readAnswer } from './answer.ts';
import { defaultSwitches } from './switches.ts';

const SCHEMA = 'The schema version in the invocation request does not match the schema version in the response.';
const LIST = 'Error while reading actions list.';
const list = (Actions: unknown) => ({ SchemaVersion: '1.0', Actions });
const pairs = (count: number, value: unknown = 'v') =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value]));

describe('an invalid response', () => {
  const cases: [string, unknown, string, string][] = [
    ['none at all', undefined, 'EmptyResponse', 'Response is blank or empty'],
    ['null', null, 'EmptyResponse', 'Response is blank or empty'],
    ['a string of JSON', JSON.stringify(list([])), 'SchemaVersionMismatch', SCHEMA],
    ['an HTTP response', { statusCode: 200, body: '{}' }, 'SchemaVersionMismatch', SCHEMA],
    ['a list', [], 'SchemaVersionMismatch', SCHEMA],
    ['no version', { Actions: [] }, 'SchemaVersionMismatch', SCHEMA],
    ['a number as version', { SchemaVersion: 1.0, Actions: [] }, 'SchemaVersionMismatch', SCHEMA],
    ['one action without a list', list(hangUp()), 'ActionsListInvalid', LIST],
    ['an action that is a word', list(['Hangup']), 'ActionsListInvalid', LIST],
    ['an action without a type', list([{ Parameters: {} }]), 'ActionsListInvalid', LIST],
    ['parameters in a list', list([{ Type: 'Hangup', Parameters: [] }]), 'ActionsListInvalid', LIST],
    ['an unknown action', list([{ Type: 'Transfer' }]), 'UnsupportedAction', 'Unsupported action Transfer specified'],
    [
      'a known action in capitals',
      list([{ Type: 'HANGUP' }]),
      'UnsupportedAction',
      'Unsupported action HANGUP specified',
    ],
    [
      'what every object has',
      list([{ Type: 'toString' }]),
      'UnsupportedAction',
      'Unsupported action toString specified',
    ],
    ['eleven actions', list(Array(11).fill(hangUp())), 'TooManyActions', 'Too many actions specified in a response.'],
    [
      'attributes in a list',
      { ...list([]), TransactionAttributes: ['a'] },
      'TransactionAttributesInvalid',
      'Transaction Attributes is not a map of keys and values.',
    ],
    [
      'too many attributes',
      { ...list([]), TransactionAttributes: pairs(101) },
      'TransactionAttributesInvalidMapSize',
      'Transaction Attributes has too many mappings. Maximum number of mappings is 100',
    ],
    [
      'attributes too large',
      { ...list([]), TransactionAttributes: { a: 'x'.repeat(20_480) } },
      'TransactionAttributesTooLarge',
      'Transaction Attributes exceeds the maximum size.',
    ],
  ];

  test.each(cases)('%s', async (_name, response, errorType, errorMessage) => {
    const lab = await inbound([asIs(response), [speak('Sorry.'), hangUp()]]);
    expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', `2 INVALID_LAMBDA_RESPONSE ${errorType}`, '3 HANGUP LEG-A 0']);
    const event = lab.event(2);
    expect(Object.keys(event)).toEqual([
      'SchemaVersion',
      'Sequence',
      'InvocationEventType',
      'CallDetails',
      'ErrorType',
      'ErrorMessage',
    ]);
    expect(event).toMatchObject({ ErrorType: errorType, ErrorMessage: errorMessage });
    expect(lab.entries('invocation')[0]).toMatchObject({ outcome: 'invalid' });
  });

  test.each([
    ['blank', '   '],
    ['no JSON', '{"SchemaVersion": "1.0"'],
  ])('%s', async (_name, payload) => {
    const invoke = (sequence: number) =>
      sequence === 1 ? payload : JSON.stringify(list(sequence === 2 ? [hangUp()] : []));
    const functions = {
      invoke: ({ event }: { event: { Sequence: number } }) =>
        Promise.resolve({ kind: 'returned' as const, payload: invoke(event.Sequence), durationMs: 1 }),
    };
    const lab = createLab([], { functions });
    lab.caller.dial(SERVICE);
    await lab.settle();
    expect(lab.entries('invocation').map(({ event }) => event.InvocationEventType)).toEqual([
      'NEW_INBOUND_CALL',
      'INVALID_LAMBDA_RESPONSE',
      'HANGUP',
    ]);
  });

  test('is looked at in order: version, list, number, types, attributes', () => {
    const all = { SchemaVersion: '2', Actions: Array(11).fill({ Type: 'X' }), TransactionAttributes: pairs(101) };
    const steps: [object, string][] = [
      [{}, 'SchemaVersionMismatch'],
      [{ SchemaVersion: '1.0', Actions: 'none' }, 'ActionsListInvalid'],
      [{ SchemaVersion: '1.0' }, 'TooManyActions'],
      [{ SchemaVersion: '1.0', Actions: [{ Type: 'X' }] }, 'UnsupportedAction'],
      [{ SchemaVersion: '1.0', Actions: [] }, 'TransactionAttributesInvalidMapSize'],
    ];
    for (const [change, errorType] of steps) {
      expect(readAnswer({ ...all, ...change }, false, defaultSwitches)).toMatchObject({ errorType });
    }
  });
});

describe('after an invalid response', () => {
  const bad = { SchemaVersion: '2.0' };

  test('a second one ends the call', async () => {
    const lab = await inbound([bad, bad]);
    expect(lab.events).toEqual([
      '1 NEW_INBOUND_CALL',
      '2 INVALID_LAMBDA_RESPONSE SchemaVersionMismatch',
      '3 HANGUP LEG-A 480',
    ]);
    expect(lab.caller.line?.sipCode).toBe(480);
    expect(lab.diagnostics).toContain('second-invalid-response');
  });

  test('a valid one makes good, and the next invalid one is asked about again', async () => {
    const lab = await inbound([bad, [play()], bad, [hangUp()]]);
    expect(lab.events).toEqual([
      '1 NEW_INBOUND_CALL',
      '2 INVALID_LAMBDA_RESPONSE SchemaVersionMismatch',
      '3 ACTION_SUCCESSFUL PlayAudio',
      '4 INVALID_LAMBDA_RESPONSE SchemaVersionMismatch',
      '5 HANGUP LEG-A 0',
    ]);
  });

  test('the rest of the list is gone, and its attributes are not stored', async () => {
    const good = { ...list([play(), play('more.wav')]), TransactionAttributes: { step: '1' } };
    const lab = createLab([good, { ...bad, TransactionAttributes: { step: '2' } }, [hangUp()]]);
    lab.caller.dial(SERVICE);
    await lab.caller.hears('[audio hello.wav]');
    lab.updateNow();
    await lab.settle();
    expect(lab.events).toEqual([
      '1 NEW_INBOUND_CALL',
      '2 CALL_UPDATE_REQUESTED',
      '3 INVALID_LAMBDA_RESPONSE SchemaVersionMismatch',
      '4 HANGUP LEG-A 0',
    ]);
    expect(lab.event(3).CallDetails.TransactionAttributes).toEqual({ step: '1' });
    expect(lab.caller.heard).toEqual(['[audio hello.wav]']);
  });

  test('an outbound call goes out all the same', async () => {
    const lab = createLab([bad, { ...list([]), TransactionAttributes: { lang: 'en' } }, [], [hangUp()]]);
    lab.create();
    await lab.settle();
    expect(lab.events).toEqual([
      '1 NEW_OUTBOUND_CALL',
      '2 INVALID_LAMBDA_RESPONSE SchemaVersionMismatch',
      '3 RINGING',
      '4 CALL_ANSWERED',
      '5 HANGUP LEG-A 0',
    ]);
  });

  test('to the last HANGUP nothing more is said', async () => {
    const lab = await inbound([[play(), hangUp()], bad]);
    expect(lab.events).toEqual(['1 NEW_INBOUND_CALL', '2 HANGUP LEG-A 0']);
    expect(lab.diagnostics).toContain('invalid-response');
  });
});

describe('a valid response', () => {
  test.each([
    ['other keys', { ...list([]), statusCode: 200 }],
    ['ten actions', list(Array(10).fill(hangUp()))],
    ['no actions', { SchemaVersion: '1.0' }],
    ['null for actions and attributes', { ...list(null), TransactionAttributes: null }],
    ['no parameters', list([{ Type: 'Hangup' }])],
    ['values that are no strings', { ...list([]), TransactionAttributes: { a: 1, b: { c: [true] } } }],
    ['a hundred attributes', { ...list([]), TransactionAttributes: pairs(100) }],
  ])('with %s', (_name, response) => {
    expect(isInvalid(readAnswer(response, false, defaultSwitches))).toBe(false);
  });

  test('to RINGING may be an empty list, as Python functions have it', async () => {
    const lab = createLab([[], asIs([]), [hangUp()]]);
    lab.create();
    await lab.settle();
    expect(lab.events).toEqual(['1 NEW_OUTBOUND_CALL', '2 RINGING', '3 CALL_ANSWERED', '4 HANGUP LEG-A 0']);
  });
});

describe('attributes', () => {
  test.each([
    ['current', pairs(11), undefined],
    ['legacy', pairs(11), 'TransactionAttributesInvalidMapSize'],
    ['current', { a: 'x'.repeat(1_025) }, undefined],
    ['legacy', { a: 'x'.repeat(1_025) }, 'TransactionAttributesTooLarge'],
    ['legacy', { ['k'.repeat(1_025)]: 'v' }, 'TransactionAttributesTooLarge'],
    ['legacy', pairs(10, 'x'.repeat(1_024)), undefined],
  ] as const)('limits %s', (attributeLimits, TransactionAttributes, errorType) => {
    const answer = readAnswer({ ...list([]), TransactionAttributes }, false, { ...defaultSwitches, attributeLimits });
    expect(isInvalid(answer) ? answer.errorType : undefined).toBe(errorType);
  });

  test.each([
    ['attribute-count', pairs(11)],
    ['attribute-length', { a: 'x'.repeat(1_025) }],
    ['attributes-not-strings', { a: 1 }],
  ])('%s is advised against', async (code, TransactionAttributes) => {
    const lab = await inbound([{ ...list([hangUp()]), TransactionAttributes }]);
    expect(lab.diagnostics).toContain(code);
    expect(lab.events).toHaveLength(2);
  });
});
