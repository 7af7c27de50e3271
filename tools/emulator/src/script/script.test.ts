import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ActionFault } from '../faults/action-fault.ts';
import type { Fault } from '../faults/fault.ts';
import { parseScript } from './parse.ts';
import { printScript } from './print.ts';
import { farActions, type Script, type Step } from './script.ts';

describe('a script', () => {
  test('has steps', () => {
    const script = parseScript(
      `# a caller who keys in a PIN
- hear: Please enter
- press: 0042#
- hear: /you entered (\\d+)/i
- say: thank you
- wait: 1.5s
- update: { muted: true, by: 007 }
- far: { number: +12065550123, does: answer }
- far: { number: +12065550123, does: press, keys: 1 }
- hangup
- hangup:
`,
      'pin.yaml',
    );
    expect(script).toEqual({
      steps: [
        { type: 'hear', pattern: 'Please enter' },
        { type: 'press', keys: '0042#' },
        { type: 'hear', pattern: /you entered (\d+)/i },
        { type: 'say', text: 'thank you' },
        { type: 'wait', ms: 1500 },
        { type: 'update', args: { muted: 'true', by: '007' } },
        { type: 'far', number: '+12065550123', does: 'answer' },
        { type: 'far', number: '+12065550123', does: 'press', keys: '1' },
        { type: 'hangup' },
        { type: 'hangup' },
      ],
    });
  });

  test('may say what the run is like', () => {
    const script = parseScript(
      `seed: 7
switches: { ringLegB: true, maxCallSeconds: 14400, invalidResponsePolicy: hangup }
faults:
  - { does: slow, by: 6s, when: { event: HANGUP, attempt: 1 }, times: 1 }
  - { does: duplicate }
  - { does: fail, errorMessage: no table }
failures:
  - { action: CallAndBridge, nth: 2, errorType: CallNotAnswered }
  - { action: Speak }
steps: [hangup]
`,
      'x.yaml',
    );
    expect(script).toEqual({
      seed: 7,
      switches: { ringLegB: true, maxCallSeconds: 14_400, invalidResponsePolicy: 'hangup' },
      faults: [
        { when: { event: 'HANGUP', attempt: 1 }, does: { type: 'slow', ms: 6000 }, times: 1 },
        { when: {}, does: { type: 'duplicate' } },
        { when: {}, does: { type: 'fail', errorMessage: 'no table' } },
      ],
      failures: [
        { action: 'CallAndBridge', nth: 2, errorType: 'CallNotAnswered', errorMessage: 'injected failure' },
        {
          action: 'Speak',
          nth: 1,
          errorType: 'SystemException',
          errorMessage: 'System error while running action.',
        },
      ],
      steps: [{ type: 'hangup' }],
    });
  });

  const steps = 'dial, hear, press, say, wait, update, hangup, far, expect';
  test.each([
    ['', 's.yaml: a script is a list of steps, or a map with "steps". It is empty'],
    ['hello', 's.yaml: a script is a list of steps, or a map with "steps". It is "hello"'],
    ['- hear: [', 's.yaml:1:10: Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ['- hear: a\n- prss: 1', `s.yaml:2:3: step 2: "prss" is not a step. Did you mean "press"? Allowed: ${steps}`],
    ['- sing', `s.yaml:1:3: step 1: "sing" is not a step. Allowed: ${steps}`],
    ['- [hear]', `s.yaml:1:3: step 1: is a list, not a step. Allowed: ${steps}`],
    ['- {}', `s.yaml:1:3: step 1: is empty. Allowed: ${steps}`],
    ['- press: 1\n  hear: x', 's.yaml:1:3: step 1: is both "press" and "hear". A step does one thing'],
    ['- hear:', 's.yaml:1:8: step 1: hear: is empty'],
    ['- hear: /(/', 's.yaml:1:9: step 1: hear: Invalid regular expression: /(/: Unterminated group'],
    ['- hear: /a/g', 's.yaml:1:9: step 1: hear: flag "g" is not allowed. Allowed: i, m, s, u, v'],
    ['- press: 12x', 's.yaml:1:10: step 1: press: "12x" is not made of keys. Allowed: 0-9, *, #, A-D'],
    ['- press: [1]', 's.yaml:1:10: step 1: press: is a list, not text'],
    ['- wait: 2', 's.yaml:1:9: step 1: wait: "2" is not a duration. Allowed: a number with ms, s, m or h, such as 2s'],
    ['- update: muted', 's.yaml:1:11: step 1: update: is "muted", not a map'],
    ['- update: { a: { b: 1 } }', 's.yaml:1:16: step 1: update.a: is a map, not text'],
    ['- hangup: now', 's.yaml:1:11: step 1: hangup: takes nothing'],
    ['- far: { does: answer }', 's.yaml:1:8: step 1: far.number: is missing'],
    [
      '- far: { number: 5550123, does: answer }',
      's.yaml:1:18: step 1: far.number: "5550123" is not a phone number in E.164, such as +12065550100',
    ],
    [
      '- far: { number: +12065550123, does: anser }',
      `s.yaml:1:38: step 1: far.does: "anser" is not a thing that a far end does. Did you mean "answer"? Allowed: ${farActions.join(', ')}`,
    ],
    ['- far: { number: +12065550123, does: press }', 's.yaml:1:8: step 1: far.keys: is missing'],
    [
      '- far: { number: +12065550123, does: busy, keys: 1 }',
      's.yaml:1:44: step 1: far: "keys" is not a setting of far. Allowed: number, does',
    ],
    [
      'step:\n  - hangup',
      's.yaml:1:1: "step" is not a part of a script. Did you mean "steps"? Allowed: steps, number, from, callers, seed, switches, faults, failures\ns.yaml:1:1: steps: is missing',
    ],
    [
      'switches: { ringLegB: maybe }\nsteps: []',
      's.yaml:1:23: switches.ringLegB: "maybe" is not a value of it. Allowed: false, true',
    ],
    [
      'faults: [{ does: slow, by: 6s, tmes: 1 }]\nsteps: []',
      's.yaml:1:32: faults.0: "tmes" is not a setting of slow. Did you mean "times"? Allowed: does, when, times, by',
    ],
  ])('%j is wrong', (source, message) => {
    expect(() => parseScript(source, 's.yaml')).toThrow(new Error(message));
  });

  test('says everything that is wrong with its steps at once', () => {
    expect(() => parseScript('- press: x\n- hangup\n- wait: x', 's.yaml')).toThrow(
      /:1:10: step 1: .*\n.*:3:9: step 3: /,
    );
  });

  test('is read back as it was printed', () => {
    fc.assert(fc.property(scripts, (script) => expect(parseScript(printScript(script), 'x')).toEqual(script)));
  });
});

const keys = fc.string({ unit: fc.constantFrom(...'0123456789*#AD'), minLength: 1, maxLength: 8 });
const number = fc.integer({ min: 100, max: 199 }).map((n) => `+1206555${n}0`);
const words = fc.string({ unit: 'binary', minLength: 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  words.filter((text) => !/^\/.+\/[a-z]*$/s.test(text)).map((pattern): Step => ({ type: 'hear', pattern })),
  fc.constantFrom(/press 1/i, /^a\/b$/, /\d{3}#/u).map((pattern): Step => ({ type: 'hear', pattern })),
  keys.map((keys): Step => ({ type: 'press', keys })),
  words.map((text): Step => ({ type: 'say', text })),
  fc.nat().map((ms): Step => ({ type: 'wait', ms })),
  fc.dictionary(words, fc.string(), { noNullPrototype: true }).map((args): Step => ({ type: 'update', args })),
  fc.constant<Step>({ type: 'hangup' }),
  fc.tuple(number, keys).map(([number, keys]): Step => ({ type: 'far', number, does: 'press', keys })),
  number.map((number): Step => ({ type: 'far', number, does: 'busy' })),
);
const scripts: fc.Arbitrary<Script> = fc.record(
  {
    steps: fc.array(step, { maxLength: 6 }),
    seed: fc.nat(),
    switches: fc.record({ ringLegB: fc.boolean(), hangupRace: fc.constant('hangup-only' as const) }),
    faults: fc.constant<Fault[]>([
      { when: { event: 'HANGUP' }, does: { type: 'slow', ms: 6000 }, times: 1 },
      { when: {}, does: { type: 'garbage', payload: '' } },
    ]),
    failures: fc.constant<ActionFault[]>([
      { action: 'Hangup', nth: 3, errorType: 'SystemException', errorMessage: 'x: "y"' },
    ]),
  },
  { requiredKeys: ['steps'] },
);
