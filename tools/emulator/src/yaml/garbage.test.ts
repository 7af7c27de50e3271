import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseConfig } from '../config/parse.ts';
import { InputError } from '../errors.ts';
import { parseScript } from '../script/parse.ts';

const yamlish = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '- ',
      ': ',
      '{',
      '}',
      '[',
      ']',
      '\n',
      '  ',
      '"',
      "'",
      '&a ',
      '*a',
      '!!map ',
      '<<: ',
      '#',
      '|\n',
      '? ',
      '%',
      '---\n',
    ),
    fc.constantFrom(
      'hear',
      'far',
      'steps',
      'faults',
      'functions',
      'numbers',
      'ivr',
      '+12065550100',
      '__proto__',
      'null',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
  maxLength: 40,
});

/** What was thrown, if it is not the error that people are shown. */
function surprise(parse: () => unknown): unknown {
  try {
    parse();
    return undefined;
  } catch (error) {
    return error instanceof InputError && error.message !== '' ? undefined : error;
  }
}

test('garbage is an input error, never a crash', () => {
  fc.assert(
    fc.property(yamlish, (text) => {
      expect(surprise(() => parseScript(text, 'x.yaml'))).toBeUndefined();
      expect(surprise(() => parseConfig(text, 'x.yaml', '/'))).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});

const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(10)}]`).join('\n')}`;
test.each([
  ['aliases that multiply', bomb, 'its aliases multiply to too much'],
  ['deep lists', '['.repeat(50_000), 'it is nested too deeply'],
  ['deep maps', '{a: '.repeat(50_000), 'it is nested too deeply'],
  ['an alias of itself', 'a: &a [*a]', 'is not a part of a script'],
  ['two documents', '- hangup\n---\n- hangup', 'x.yaml:2:1: there is more than one document'],
  ['a tag that makes something', '- !!js/function "x"', 'x.yaml:1:3: Unresolved tag: tag:yaml.org,2002:js/function'],
  ['a key twice', 'steps: []\nsteps: []', 'x.yaml:2:1: Map keys must be unique'],
])('%s', (_name, text, message) => {
  expect(() => parseScript(text, 'x.yaml')).toThrow(message);
});

test('a key that is every object’s parent changes no object', () => {
  expect(() => parseConfig('__proto__: { polluted: true }', 'x.yaml', '/')).toThrow(InputError);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});
