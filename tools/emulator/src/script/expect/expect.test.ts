import { describe, expect, test } from '@jest/globals';
import type { SmaEvent } from '@patchbay/sma';
import { createEmulator } from '../../emulator.ts';
import { parseScript } from '../parse.ts';
import { printScript } from '../print.ts';
import { runScript } from '../run.ts';

const CALLER = '+12065550101';
const answer = (...Actions: unknown[]) => ({
  SchemaVersion: '1.0',
  Actions,
  TransactionAttributes: { flow: 'hello', tries: '2' },
});
const speak = (Text: string) => ({ Type: 'Speak', Parameters: { Text } });

function handler(event: SmaEvent): unknown {
  if (event.InvocationEventType === 'NEW_INBOUND_CALL') return answer(speak('Hello'), speak('Still here'));
  return { SchemaVersion: '1.0', Actions: [] };
}

async function play(steps: string): Promise<unknown> {
  const emulator = createEmulator({ handler });
  const caller = emulator.phone(CALLER);
  caller.dial('+12065550100');
  const script = `callers: { bob: +12065550142 }\nsteps:\n${steps.replace(/^/gm, '  ')}`;
  return runScript(parseScript(script, 'x.yml'), emulator, { caller }).then(
    () => 'as expected',
    (error: Error) => error.message,
  );
}

const spoken = ['- hear: still here', '- wait: 5s'];
const expects = (what: string, ...before: string[]): Promise<unknown> =>
  play([...before, `- expect: ${what}`].join('\n'));

describe('an expect step', () => {
  test.each([
    '{ heard: hello }',
    '{ heard: [hello, /still/i] }',
    '{ events: [NEW_INBOUND_CALL, ACTION_SUCCESSFUL Speak] }',
    '{ events: [NEW_INBOUND_CALL, ACTION_SUCCESSFUL] }',
    '{ events: [...] }',
    '{ events: [..., ACTION_SUCCESSFUL Speak, ...] }',
    '{ attributes: { flow: hello, tries: /^\\d$/ } }',
    '{ legs: [{ tag: LEG-A, kind: caller, from: +12065550101, to: +12065550100, state: connected }] }',
    '{ placed: [], diagnostics: [] }',
  ])('holds: %s', async (what) => {
    expect(await expects(what, ...spoken)).toBe('as expected');
  });

  test.each([
    ['{ heard: [still, hello] }', 'heard: expected still, hello; got "Hello", "Still here"'],
    ['{ heard: goodbye }', 'heard: expected goodbye; got "Hello", "Still here"'],
    [
      '{ events: [NEW_INBOUND_CALL] }',
      'events: expected NEW_INBOUND_CALL; got NEW_INBOUND_CALL, ACTION_SUCCESSFUL Speak',
    ],
    ['{ events: [..., HANGUP] }', 'events: expected ..., HANGUP; got NEW_INBOUND_CALL, ACTION_SUCCESSFUL Speak'],
    ['{ attributes: { flow: hell } }', 'attributes.flow: expected hell; got hello'],
    ['{ attributes: { pin: 1 } }', 'attributes.pin: expected 1; got none of that name'],
    ['{ legs: [] }', 'legs: expected nothing; got a leg'],
    ['{ legs: [{ state: disconnected }] }', 'legs: expected state disconnected; got state connected'],
    ['{ diagnostics: leg-not-found }', 'diagnostics: expected leg-not-found; got caller-left-in-silence'],
    ['{ placed: +12065550123 }', 'placed: expected +12065550123; got nothing'],
  ])('does not hold: %s', async (what, message) => {
    expect(await expects(what, ...spoken)).toBe(`step 3 (expect): ${message}`);
  });

  test('waits until it holds, as long as it may', async () => {
    expect(await expects('{ heard: still here }')).toBe('as expected');
    expect(await expects('{ heard: still here, within: 0s }')).toMatch(/^step 1 \(expect\): heard: /);
  });

  test('says everything that differs', async () => {
    expect(await expects('{ heard: bye, placed: +12065550123 }', ...spoken)).toMatch(/heard: .*\nplaced: /);
  });
});

describe('several callers', () => {
  test('each hears what is said to him', async () => {
    const steps = ['- hear: still', '- { dial: , as: bob }', '- { hear: hello, as: bob }', '- hangup'];
    const last = '- { expect: { legs: [{ from: +12065550142, state: connected }], heard: hello }, as: bob }';
    expect(await play([...steps, last].join('\n'))).toBe('as expected');
    expect(await play([...steps.slice(1), '- hear: hello', last.replace('hello', 'bye')].join('\n'))).toMatch(
      /^step 5 \(expect, as bob\): heard: expected bye; got "Hello"/,
    );
  });

  test('who has not dialled is in no call', async () => {
    expect(await play('- { press: 1, as: bob }')).toBe(
      'step 1 (press 1, as bob): +12065550142 is not connected: it is idle',
    );
  });

  test.each([
    ['- { press: 1, as: bib }', 'x.yml:3:17: step 1: "bib" is not a caller. Did you mean "bob"? Allowed: bob'],
    [
      '- { far: { number: +12065550123, does: busy }, as: bob }',
      'x.yml:3:54: step 1: far has no caller: "as" goes with the other steps',
    ],
    ['- { press: 1, as: [] }', "x.yml:3:21: step 1: as is a list, not a caller's name"],
  ])('%s is wrong', (step, message) => {
    const parse = () => parseScript(`callers: { bob: +12065550142 }\nsteps:\n  ${step}`, 'x.yml');
    expect(parse).toThrow(new Error(message.replace('3:17', '3:21')));
  });

  test('are printed as they are read', () => {
    const source = `number: +12065550100
from: +12065550101
callers: { bob: +12065550142 }
steps:
  - { dial: , as: bob }
  - dial: +12065550123
  - { hangup: , as: bob }
  - { expect: { heard: [a, /b/i], attributes: { c: /d/ }, legs: [{ sipCode: 486 }], within: 2s }, as: bob }
`;
    const script = parseScript(source, 'x.yml');
    expect(parseScript(printScript(script), 'x.yml')).toEqual(script);
  });
});
