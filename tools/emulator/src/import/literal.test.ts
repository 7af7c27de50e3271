import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inspect } from 'node:util';
import { LeftOut } from './literal-read.ts';
import { literalAt } from './literal.ts';
import { objectsIn } from './objects-in.ts';

const value = (text: string): unknown => {
  const literal = literalAt(text, 0);
  return literal.type === 'value' ? literal.value : literal;
};

describe('notations', () => {
  test.each<[string, string, unknown]>([
    ['JSON', '{"a": [1, -2.5e3, true, null], "b": "\\u00e9\\n"}', { a: [1, -2500, true, null], b: 'é\n' }],
    [
      'Python',
      `{'a': True, 'b': None, 'c': "it's", 'd': 'say \\'x\\'', 'e': Decimal('4.5')}`,
      { a: true, b: null, c: "it's", d: "say 'x'", e: 4.5 },
    ],
    [
      'util.inspect',
      "{ a: 'x', 'X-Y': [ { b: 1n } ], c: undefined, d: 'one\\n' +\n  'two' }",
      { a: 'x', 'X-Y': [{ b: 1 }], d: 'one\ntwo' },
    ],
    ['a class and a reference', '{ x: <ref *1> Foo { a: Bar { b: 1 } } }', { x: { a: { b: 1 } } }],
    ['without prototype', "{ a: [Object: null prototype] { b: '1' } }", { a: { b: '1' } }],
    ['a time', '{ at: 2026-03-02T10:00:00.000Z }', { at: '2026-03-02T10:00:00.000Z' }],
    ['trailing commas', '{"a": [1, 2,],}', { a: [1, 2] }],
  ])('%s', (_name, text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  test.each([
    '[Object]',
    '[Array]',
    '[Circular *1]',
    '[Function: f]',
    "Map(1) { 'a' => 1 }",
    'datetime.datetime(2026, 1, 5, 10, 0)',
    "'xx'... 90 more characters",
  ])('what was not printed: %s', (text) => {
    const read = value(`{ a: ${text} }`);
    if (text.startsWith('Map')) expect(read).toMatchObject({ type: 'wrong' });
    else expect(read).toEqual({ a: expect.any(LeftOut) });
  });

  test('items that were not printed', () => {
    expect(value('{ a: [ 1, ... 100 more items ] }')).toEqual({ a: [1, expect.any(LeftOut)] });
  });
});

test.each([['{'], ['{"a'], ['{"a": "b'], ['{"a": tr'], ["{'a': [1,"], ["{ a: 'x' +"]])('%s is not over', (text) => {
  expect(value(text)).toEqual({ type: 'incomplete' });
});

test.each([
  '{"inner":-9.07e-309}',
  '{"inner":[1,-0.5,1.5e+300,12]}',
  "{'a': Decimal('4.5'), 'b': -inf, 'c': None, 'd': datetime.datetime(2026, 1, 5), 'e': 1e-05}",
  '{ a: -Infinity, b: <ref *1> Foo { a: [Circular *1], b: [Function: f] }, c: 12n, d: 2026-03-02T10:00:00.000Z }',
  "{ a: [Object: null prototype] { b: '1' }, b: [ 1, ... 100 more items ], c: <3 empty items>, d: 'x'... 9 more characters }",
])('%s is not over wherever it is cut', (text) => {
  const cut = Array.from({ length: text.length - 1 }, (_, index) => text.slice(0, index + 1));
  expect(literalAt(text, 0)).toMatchObject({ type: 'value', end: text.length });
  expect(cut.filter((start) => literalAt(start, 0).type !== 'incomplete')).toEqual([]);
});

test.each(['-', '+', '1.', '-1e', '1e', '1e-', '1E+', '-Inf', '2026-03-'])('%s at the end is not over', (end) => {
  expect(value(`{"inner":${end}`)).toEqual({ type: 'incomplete' });
  expect(value(`{"inner":[1, ${end}`)).toEqual({ type: 'incomplete' });
});

test.each([
  ['{"a":-}', 5],
  ['{"a":1e}', 5],
  ['{"a":1e-,', 5],
])('%s is not cut but wrong', (text, at) => {
  expect(value(text)).toEqual({ type: 'wrong', at });
});

test.each([
  ['{a b}', 3],
  ['{,}', 1],
  ['{"a" "b"}', 5],
  ['{"a": }', 6],
])('%s is none', (text, at) => {
  expect(value(text)).toEqual({ type: 'wrong', at });
});

test('objects stand anywhere in a text', () => {
  expect(objectsIn('RECV {x} Event: {"a": 1} and {\'b\': None}, then {"c"')).toEqual({
    values: [{ a: 1 }, { b: null }],
    open: 47,
  });
});

test('__proto__ is a key as any other', () => {
  const read = value("{'__proto__': {'polluted': True}, 'constructor': 1}") as object;
  expect(Object.keys(read)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect({}).not.toHaveProperty('polluted');
});

test('depth is bounded', () => {
  expect(value('{"a":'.repeat(100_000))).toMatchObject({ type: 'wrong' });
  expect(objectsIn('{'.repeat(100_000)).values).toEqual([]);
  expect(objectsIn(`${'{a'.repeat(100_000)}{"b": 1}`).values).toEqual([]);
});

describe('properties', () => {
  const json = fc.jsonValue({ maxDepth: 4 }).map((inner) => ({ inner }));

  test('reads what JSON.stringify writes, indented or not', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), (object, indent) => {
        const text = JSON.stringify(object, undefined, indent);
        expect(literalAt(text, 0)).toEqual({ type: 'value', value: JSON.parse(text), end: text.length });
      }),
    );
  });

  test('reads what util.inspect prints', () => {
    const plain = fc.dictionary(fc.stringMatching(/^[a-z-]{1,8}$/), fc.oneof(fc.string(), fc.integer(), fc.boolean()));
    fc.assert(
      fc.property(plain, (entries) => {
        const object = { ...entries };
        expect(value(inspect(object, { depth: 9, maxStringLength: null }))).toEqual(object);
      }),
    );
  });

  test('a text cut anywhere is not over, and no text throws', () => {
    fc.assert(
      fc.property(json, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (object, part) => {
        const text = JSON.stringify(object);
        expect(literalAt(text.slice(0, 1 + Math.floor(part * (text.length - 1))), 0)).toEqual({ type: 'incomplete' });
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]"\'`\\:,+-.<>a1 \n'), maxLength: 60 }), (text) => {
        expect(() => objectsIn(text)).not.toThrow();
      }),
    );
  });
});
