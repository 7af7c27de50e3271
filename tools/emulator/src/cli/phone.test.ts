import { expect, test } from '@jest/globals';
import { SERVICE, startControlWorld } from '../../test/control/control-world.ts';
import { run } from '../../test/support/command.ts';
import { Terminal } from '../../test/support/terminal.ts';
import { patchbay } from './patchbay.ts';

function phone(terminal: Terminal, ...argv: string[]) {
  let error = '';
  const io = { out: () => undefined, error: (text: string) => void (error += text), colours: true };
  const code = patchbay(['phone', ...argv], { ...io, terminal, stop: new AbortController().signal });
  return code.then((number) => ({ code: number, error }));
}

test('a call from the terminal', async () => {
  const { clock, ...world } = await startControlWorld();
  const terminal = new Terminal();
  const ran = phone(terminal, SERVICE, '--url', world.url, '--from', '+12065550142');
  await terminal.shows(/"Press a key"/);
  terminal.type('1');
  await terminal.shows(/"Thank you"/);
  await clock.pass(1_000);
  terminal.type('q\r');
  expect(await ran).toEqual({ code: 0, error: '' });
  expect(world.phone('+12065550142')).toMatchObject({ state: 'ended', heard: ['Press a key', 'Thank you'] });
  await world.dispose();
});

test('when the emulator stops it is over', async () => {
  const world = await startControlWorld();
  const terminal = new Terminal();
  const ran = phone(terminal, '--url', world.url);
  await terminal.shows(/^Number to dial/);
  await world.dispose();
  expect((await ran).code).toBe(1);
});

test('nothing answers', async () => {
  const ran = await phone(new Terminal(), '--url', 'http://127.0.0.1:9');
  expect(ran).toEqual({ code: 2, error: expect.stringMatching(/^No emulator answers at http:\/\/127\.0\.0\.1:9: /) });
});

test.each([
  [['phone'], /^patchbay phone needs a terminal to be typed in/],
  [['phone', SERVICE, SERVICE], /^patchbay phone takes one number, not also/],
  [['phone', '555'], /^NUMBER: "555" is not a phone number/],
  [['phone', '--from', 'me'], /^--from: "me" is not a phone number/],
])('%j is refused', async (argv, error) => {
  expect(await run(...argv)).toEqual({ code: 2, out: '', error: expect.stringMatching(error) });
});
