import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Trace } from '../trace/schema.ts';
import { maskTraces, type MaskOptions } from './mask.ts';

const CALLER = '+12065550143';
const TOKEN = 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY3ODkwYWJjZGVm';
const OPTIONS: MaskOptions = { key: 'k', minDigits: 4, paths: [] };

function trace(attributes: unknown, response: unknown = {}, actionData: unknown = {}): Trace {
  return {
    transactionId: '5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11',
    events: [
      {
        event: {
          SchemaVersion: '1.0',
          Sequence: 1,
          InvocationEventType: 'ACTION_SUCCESSFUL',
          ActionData: actionData,
          CallDetails: {
            TransactionId: '5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11',
            TransactionAttributes: attributes as Record<string, unknown>,
            Participants: [{ From: CALLER, To: '+12065550100', StartTimeInMilliseconds: '1772445600123' }],
          },
        },
        response,
        outcome: 'returned',
      },
    ],
  };
}

const masked = (traces: Trace[], change: Partial<MaskOptions> = {}): Trace[] =>
  maskTraces(traces, { ...OPTIONS, ...change });

function attributesOf(one: Trace | undefined): Record<string, unknown> {
  return one?.events[0]?.event.CallDetails.TransactionAttributes ?? {};
}

function callerOf(one: Trace | undefined): string {
  return String(one?.events[0]?.event.CallDetails.Participants?.[0]?.['From']);
}

describe('phone numbers', () => {
  test.each([
    ['as it is dialled', CALLER, /^\+1\d{3}55501\d\d$/],
    ['without plus', '12065550143', /^1\d{3}55501\d\d$/],
    ['national', '2065550143', /^\d{3}55501\d\d$/],
    ['local', '5550143', /^55501\d\d$/],
    ['grouped', '(206) 555-0143', /^\(\d{3}\) 555-01\d\d$/],
    ['international, grouped', '+1 206.555.0143', /^\+1 \d{3}\.555\.01\d\d$/],
    ['spoken', 'I have 2 0 6, 5 5 5, 0 1 4 3.', /^I have \d \d \d, 5 5 5, 0 1 \d \d\.$/],
    [
      'in SIP',
      '"A" <sip:+12065550143@pbx.example.org;user=phone>',
      /^"A" <sip:\+1\d{3}55501\d\d@example\.com;user=phone>$/,
    ],
    ['in a URL', 'tel=%2B12065550143&x=1', /^tel=%2B1\d{3}55501\d\d&x=1$/],
    ['with a prefix', '011 1 206 555 0143', /^011 1 \d{3} 555 01\d\d$/],
    ['next to another', '1206555014312065550100', /^1\d{3}55501\d\d1\d{3}55501\d\d$/],
    ['in a key of S3', 'rec/12065550143_1772445600123.wav', /^rec\/1\d{3}55501\d\d_1772445600123\.wav$/],
  ])('%s', (_form, text, expected) => {
    const [one] = masked([trace({ text, [`from ${text}`]: 12065550143 })]);
    const { text: written, ...others } = attributesOf(one);
    expect(written).toMatch(expected);
    expect(JSON.stringify(others)).not.toMatch(/2065550143/);
    expect(String(written).replace(/\D/g, '')).toContain(callerOf(one).slice(-7));
  });

  test('the same number has the same stand-in, in every run with the same key', () => {
    const traces = [trace({ a: CALLER, b: '+442079460018' }), trace({ a: CALLER })];
    const [one, other] = masked(traces);
    expect(callerOf(one)).toMatch(/^\+1[2-9]\d\d55501\d\d$/);
    expect(attributesOf(one)['a']).toBe(callerOf(one));
    expect(attributesOf(other)['a']).toBe(callerOf(one));
    expect(attributesOf(one)['b']).toMatch(/^\+1\d{3}55501\d\d$/);
    expect(masked(traces)).toEqual([one, other]);
    expect(callerOf(masked(traces, { key: 'another' })[0])).not.toBe(callerOf(one));
  });

  test('what is no number of a person stays', () => {
    const attributes = {
      sma: '+17035550122',
      account: '111122223333',
      ms: '1772445600123',
      seconds: 1772445600,
      id: '5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11',
      text: 'Press 1, or 2.',
    };
    expect(attributesOf(masked([trace(attributes)])[0])).toEqual(attributes);
  });

  test('no stand-in is one of the originals, and no two are the same', () => {
    const numbers = Array.from(
      { length: 3_000 },
      (_, n) => `+1${206 + Math.floor(n / 100)}55501${String(n % 100).padStart(2, '0')}`,
    );
    const [one] = masked([trace({ numbers })]);
    const others = attributesOf(one)['numbers'] as string[];
    expect(new Set(others).size).toBe(numbers.length);
    expect(others.filter((other) => numbers.includes(other))).toEqual([]);
  });
});

test('tokens and addresses', () => {
  const attributes = {
    joinToken: 'short-but-a-token',
    note: `again short-but-a-token, and ${TOKEN}`,
    mail: 'Ada.Lovelace@example.org',
    jwt: 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
  };
  const response = { Actions: [{ Type: 'JoinChimeMeeting', Parameters: { JoinToken: TOKEN } }] };
  const [one] = masked([trace(attributes, response)]);
  expect(attributesOf(one)).toEqual({
    joinToken: expect.stringMatching(/^masked-[0-9a-f]{16}$/),
    note: `again ${String(attributesOf(one)['joinToken'])}, and ${tokenOf(one)}`,
    mail: expect.stringMatching(/^person-[0-9a-f]{16}@example\.com$/),
    jwt: expect.stringMatching(/^Bearer masked-[0-9a-f]{16}$/),
  });
});

test('who an attendee is, however he is called', () => {
  const attendees = {
    externalUserId: 'bob',
    ExternalUserId: 'alice-of-sales',
    kind: 'phone',
    note: 'alice-of-sales, 7',
  };
  const [one] = masked([trace(attendees)]);
  expect(attributesOf(one)).toEqual({
    externalUserId: expect.stringMatching(/^masked-[0-9a-f]{16}$/),
    ExternalUserId: expect.stringMatching(/^masked-[0-9a-f]{16}$/),
    kind: 'phone',
    note: `${String(attributesOf(one)['ExternalUserId'])}, 7`,
  });
});

function tokenOf(one: Trace | undefined): string {
  const { Actions } = one?.events[0]?.response as { Actions: { Parameters: { JoinToken: string } }[] };
  return String(Actions[0]?.Parameters.JoinToken);
}

describe('keyed digits', () => {
  const keyed = (digits: string, minDigits = 4): Record<string, unknown> => {
    const response = { Actions: [{ Type: 'Speak', Parameters: { Text: 'You keyed 4 7 1 1.', Repeat: '4711' } }] };
    const [one] = masked([trace({ pin: '4711' }, response, { ReceivedDigits: digits })], { minDigits });
    const data = one?.events[0]?.event['ActionData'] as Record<string, unknown>;
    return { ...data, ...attributesOf(one), ...(one?.events[0]?.response as typeof response).Actions[0]?.Parameters };
  };

  test('a PIN is masked, as digits, in texts and in attributes; settings are not', () => {
    const { ReceivedDigits, pin, Text, Repeat } = keyed('4711#');
    expect(ReceivedDigits).toMatch(/^\d{4}#$/);
    expect(pin).not.toBe('4711');
    expect(`${String(pin)}#`).toBe(ReceivedDigits);
    expect(Text).toBe(`You keyed ${[...String(pin)].join(' ')}.`);
    expect(Repeat).toBe('4711');
  });

  test('from how many on', () => {
    expect(keyed('2')).toMatchObject({ ReceivedDigits: '2', pin: '4711' });
    expect(keyed('2', 1)['ReceivedDigits']).not.toBe('2');
    expect(keyed('4711', 5)['ReceivedDigits']).toBe('4711');
  });
});

test('values at a path, and the same elsewhere', () => {
  const [one] = masked([trace({ name: 'Ada Lovelace', text: 'Hello Ada Lovelace', age: 36 })], {
    paths: ['event.CallDetails.TransactionAttributes.name', 'event.CallDetails.TransactionAttributes.age'],
  });
  const { name, text, age } = attributesOf(one);
  expect(name).toMatch(/^masked-/);
  expect(text).toBe(`Hello ${String(name)}`);
  expect(age).toMatch(/^masked-/);
});

test('no original is left anywhere', () => {
  const digit = (max: number) => fc.integer({ min: 0, max });
  const number = fc
    .tuple(digit(7), digit(99))
    .map(([code, last]) => `${code + 2}06555${String(last + 100).padStart(4, '0')}`);
  const forms = (national: string): string[] => [
    `+1${national}`,
    national,
    `1-${national.slice(0, 3)}-${national.slice(3, 6)}-${national.slice(6)}`,
    `sip:+1${national}@10.0.0.1`,
    `call ${[...national].join(' ')} back`,
  ];
  const attributes = fc.array(number, { minLength: 1, maxLength: 5 }).chain((numbers) =>
    fc.record({
      numbers: fc.constant(numbers),
      values: fc.array(fc.constantFrom(...numbers.flatMap(forms)), { minLength: 1 }),
    }),
  );
  fc.assert(
    fc.property(attributes, ({ numbers, values }) => {
      const used = numbers.filter((one) => values.some((value) => value.replace(/\D/g, '').includes(one)));
      const entries = Object.fromEntries(values.map((value, at) => [`${value} ${at}`, value]));
      const text = JSON.stringify(attributesOf(masked([trace({ ...entries, joinToken: TOKEN })])[0]));
      const digits = text.replace(/[\s().-]/g, '');
      for (const one of used) expect(digits).not.toContain(one);
      expect(text).not.toContain(TOKEN);
    }),
  );
});

test('__proto__ and deep values', () => {
  const attributes = JSON.parse(`{"__proto__": {"from": "${CALLER}"}}`) as unknown;
  const text = JSON.stringify(masked([trace(attributes)])[0]);
  expect(text).toContain('"__proto__":{"from":"+1');
  expect(text).not.toContain(CALLER);
});
