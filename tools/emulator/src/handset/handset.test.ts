import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CALLER, type ControlWorld, SERVICE, startControlWorld } from '../../test/control/control-world.ts';
import { Terminal } from '../../test/support/terminal.ts';
import { columns } from '../trace/text.ts';
import { handset, type HandsetOptions } from './handset.ts';

let world: ControlWorld;
let terminal: Terminal;
beforeEach(async () => {
  world = await startControlWorld();
  terminal = new Terminal();
});
afterEach(() => world.dispose());

const begin = (options: Partial<HandsetOptions> = {}) =>
  handset({ url: world.url, input: terminal.input, output: terminal.output, ...options });
/** Call time passes, and what happened in it is shown. */
const pass = (ms = 1_000): Promise<void> => world.clock.pass(ms);

/** A handset that has dialled; it is in the call when the terminal shows so. */
const calling = (options: Partial<HandsetOptions> = {}) => begin({ number: SERVICE, ...options });

describe('a handset', () => {
  test('lists the numbers, dials one, hears, presses, speaks, hangs up and quits', async () => {
    const held = begin();
    await terminal.shows(/^1 {2}\+12065550100 {2}menu$/);
    await terminal.shows(/^Number to dial > $/);
    expect(terminal.input.isRaw).toBe(true);
    terminal.type('1\r');
    await terminal.shows(/"Press a key"/);
    await terminal.shows(/^Keys, or words to say \(h hangs up\) > $/);
    terminal.type('hello you');
    await terminal.shows(/^Keys.* > hello you$/);
    terminal.type('\u007f\u007f\u007fworld\r');
    await terminal.shows(/── "hello world" ─+>/);
    terminal.type('7');
    await terminal.shows(/── keys 7 ─+>/);
    await pass();
    await terminal.shows(/"Thank you"/);
    expect(world.phone(CALLER).heard).toEqual(['Press a key', 'Thank you']);
    terminal.type('h\r');
    await terminal.shows(/^Number to dial > $/);
    await pass();
    await terminal.shows(/call ended/);
    terminal.type('q\r');
    expect(await held).toBe('quit');
    expect(terminal.input.isRaw).toBe(false);
    expect(world.phone(CALLER).lines).toHaveLength(1);
    expect(terminal.log.every((line) => columns(line) < 80)).toBe(true);
  });

  test('answers, and rejects, when it is called', async () => {
    const held = begin();
    await terminal.shows(/^Number to dial > $/);
    const [sipMediaApplicationId = ''] = Object.keys(world.directory.export().applications);
    world.engine.create({ sipMediaApplicationId, from: SERVICE, to: CALLER });
    await pass();
    await terminal.shows(/^\+12065550100 calls: a and Enter answers/);
    await pass(10_000);
    expect(world.phone(CALLER).state).toBe('ringing');
    terminal.type('a\r');
    await terminal.shows(/^Keys, or words/);
    expect(world.phone(CALLER).state).toBe('connected');
    terminal.type('h\r');
    await terminal.shows(/^Number to dial > $/);
    await pass();
    world.engine.create({ sipMediaApplicationId, from: SERVICE, to: CALLER });
    await pass();
    await terminal.shows(/^It rings/);
    terminal.type('r\r');
    await terminal.shows(/^Number to dial > $/);
    expect(world.phone(CALLER).line?.sipCode).toBe(603);
    terminal.type('\u0003');
    await held;
  });

  test('says what is wrong, and helps', async () => {
    const held = begin();
    await terminal.shows(/^Number to dial > $/);
    terminal.type('hello\r');
    await terminal.shows(/^"hello" is neither a number/);
    terminal.type('+12065550177\r');
    await terminal.shows(/^\+12065550177 could not be reached from \+12065550101: SIP 404\.$/);
    terminal.type('?');
    await terminal.shows(/^On the phone: /);
    terminal.type('\u0004');
    expect(await held).toBe('quit');
  });
});

describe('however it ends, it hangs up and the terminal is as it was', () => {
  test.each<[string, (terminal: Terminal) => void]>([
    ['q and Enter', ({ input }) => input.write('q\r')],
    ['Ctrl-C', ({ input }) => input.write('\u0003')],
    ['the end of the input', ({ input }) => input.end()],
  ])('%s', async (_name, act) => {
    const done = calling();
    await terminal.shows(/^Keys, or words/);
    act(terminal);
    expect(await done).toBe('quit');
    expect(world.phone(CALLER).state).toBe('ended');
    expect(world.exchange.farEnd(CALLER)).toEqual(world.exchange.farEnd('+12065550188'));
    expect(terminal.input.isRaw).toBe(false);
    expect(terminal.input.listenerCount('keypress')).toBe(0);
  });

  test('a signal', async () => {
    const stop = new AbortController();
    const done = calling({ stop: stop.signal });
    await terminal.shows(/^Keys, or words/);
    stop.abort();
    expect(await done).toBe('quit');
    expect(world.phone(CALLER).state).toBe('ended');
  });

  test('the emulator stops', async () => {
    const done = calling();
    await terminal.shows(/^Keys, or words/);
    await world.dispose();
    expect(await done).toBe('emulator-stopped');
    expect(terminal.log.at(-1)).toBe('The emulator has stopped.');
    expect(terminal.input.isRaw).toBe(false);
    world = await startControlWorld();
  });
});

test('nothing that is heard takes effect in the terminal', async () => {
  await world.dispose();
  const Text = 'Hi\u001b[2J\u001b]0;owned\u0007 there';
  const Actions = [
    { Type: 'Speak', Parameters: { Text } },
    { Type: 'Pause', Parameters: { DurationInMilliseconds: 9_000 } },
  ];
  world = await startControlWorld({ handler: () => ({ SchemaVersion: '1.0', Actions }) });
  const done = calling();
  await terminal.shows(/"Hi\\x1b\[2J/);
  terminal.type('q\r');
  await done;
  expect(terminal.written.replaceAll('\r\u001b[K', '').replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

describe('without an emulator', () => {
  test.each([
    ['http://127.0.0.1:9', /^No emulator answers at http:\/\/127\.0\.0\.1:9: connect ECONNREFUSED.* patchbay start$/],
    ['somewhere', /^"somewhere" is not where an emulator answers/],
    ['ftp://127.0.0.1', /is not where an emulator answers/],
  ])('%s', async (url, message) => {
    await expect(begin({ url })).rejects.toThrow(message);
    expect(terminal.input.isRaw).toBe(false);
  });
});
