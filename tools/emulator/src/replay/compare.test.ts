import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareResponses, type Difference } from './compare.ts';
import { defaultRules, volatileBy } from './volatile.ts';

const CALL = '9f5c2f0b-7d5e-4c58-9d0f-1c0f5d6f2e77';
const LEG_B = '9f5c2f0b-7d5e-4c58-9d0f-1c0f5d6f2e78';
const [DRAWN, DRAWN_AGAIN] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const event = { CallDetails: { Participants: [{ CallId: CALL }, { CallId: LEG_B }] } };

function compare(recorded: unknown, now: unknown, ignore: readonly string[] = []): Difference[] {
  const rules = [...defaultRules, ...ignore.map((path) => ({ path, what: 'all' as const, why: '' }))];
  return compareResponses(recorded, now, volatileBy(rules)(event));
}

const speak = (Text: string, more = {}) => ({ Type: 'Speak', Parameters: { Text, ...more } });
const hangup = (Parameters: object = {}) => ({ Type: 'Hangup', Parameters });
const answer = (...Actions: unknown[]) => ({ SchemaVersion: '1.0', Actions });

describe('the same to the service', () => {
  test.each<[string, unknown, unknown]>([
    ['no actions', { SchemaVersion: '1.0' }, { SchemaVersion: '1.0', Actions: null }],
    ['an empty list', { SchemaVersion: '1.0' }, answer()],
    ['attributes that are null', answer(), { ...answer(), TransactionAttributes: null }],
    ['order of keys', { Actions: [], SchemaVersion: '1.0' }, answer()],
    ['keys that are ignored', answer(), { ...answer(), statusCode: 200 }],
    ['numbers as texts', answer(hangup({ SipResponseCode: '0' })), answer(hangup({ SipResponseCode: 0 }))],
    ['nothing at all', null, undefined],
    [
      'a join token',
      answer({ Type: 'J', Parameters: { JoinToken: 'a' } }),
      answer({ Type: 'J', Parameters: { JoinToken: 'b' } }),
    ],
    [
      'a token that is kept',
      { TransactionAttributes: { joinToken: 'a' } },
      { TransactionAttributes: { joinToken: 'b' } },
    ],
    [
      'an id that was drawn',
      { TransactionAttributes: { m: `m/${DRAWN}` } },
      { TransactionAttributes: { m: `m/${DRAWN_AGAIN}` } },
    ],
    [
      'a time in attributes',
      { TransactionAttributes: { at: '2026-03-02T10:00:00.000Z', ms: 1772445600123 } },
      { TransactionAttributes: { at: '2026-11-21T09:00:00Z', ms: '1795250000000' } },
    ],
  ])('%s', (_name, recorded, now) => {
    expect(compare(recorded, now)).toEqual([]);
    expect(compare(now, recorded)).toEqual([]);
  });
});

describe('different', () => {
  test.each<[string, unknown, unknown, Difference[]]>([
    [
      'a text',
      answer(speak('one')),
      answer(speak('two')),
      [{ path: 'Actions[0].Parameters.Text', recorded: 'one', now: 'two' }],
    ],
    [
      'the leg, whose id is of the event',
      answer(hangup({ CallId: CALL })),
      answer(hangup({ CallId: LEG_B })),
      [{ path: 'Actions[0].Parameters.CallId', recorded: CALL, now: LEG_B }],
    ],
    [
      'attributes that are cleared',
      answer(),
      { ...answer(), TransactionAttributes: {} },
      [{ path: 'TransactionAttributes', now: {} }],
    ],
    [
      'an action more, the ones behind it being the same',
      answer(speak('one'), hangup()),
      answer({ Type: 'Pause', Parameters: {} }, speak('one'), hangup()),
      [{ path: 'Actions[0]', now: { Type: 'Pause', Parameters: {} } }],
    ],
    [
      'an action less',
      answer(speak('one'), hangup()),
      answer(hangup()),
      [{ path: 'Actions[0]', recorded: speak('one') }],
    ],
    [
      'a time outside of attributes',
      answer(speak('2026-03-02')),
      answer(speak('2026-03-03')),
      [{ path: 'Actions[0].Parameters.Text', recorded: '2026-03-02', now: '2026-03-03' }],
    ],
    ['no answer', answer(), null, [{ path: '', recorded: answer(), now: null }]],
    [
      'texts that look like numbers',
      answer(hangup({ a: '01' })),
      answer(hangup({ a: '1' })),
      [{ path: 'Actions[0].Parameters.a', recorded: '01', now: '1' }],
    ],
  ])('%s', (_name, recorded, now, expected) => {
    expect(compare(recorded, now)).toEqual(expected);
  });

  test('but for what is named', () => {
    const [one, other] = [answer(speak('one', { VoiceId: 'Joanna' })), answer(speak('two', { VoiceId: 'Matthew' }))];
    expect(compare(one, other, ['Actions[*].Parameters.Text']).map(({ path }) => path)).toEqual([
      'Actions[0].Parameters.VoiceId',
    ]);
    expect(compare(one, other, ['Actions[0].Parameters'])).toEqual([]);
    expect(compare(one, other, ['Actions[1].Parameters'])).toHaveLength(2);
    expect(compare(one, other, ['Actions[*].Parameters.*e*'])).toEqual([]);
  });

  test.each(['', '.a', 'a..b', 'a[x]', 'a[', 'a.', 'a]'])('"%s" is not a path', (path) => {
    expect(() => volatileBy([{ path, what: 'all', why: '' }])).toThrow(/Allowed: such as Actions/);
  });
});

test('an answer is the same as itself and differs from one that has something more', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (parameters) => {
      const one = answer({ Type: 'Speak', Parameters: parameters });
      expect(compare(one, JSON.parse(JSON.stringify(one)))).toEqual([]);
      const more = answer({ Type: 'Speak', Parameters: { ...parameters, '~more': 'x' } });
      expect(compare(one, more)).toEqual(
        '~more' in parameters ? expect.anything() : [{ path: 'Actions[0].Parameters.~more', now: 'x' }],
      );
    }),
  );
});
