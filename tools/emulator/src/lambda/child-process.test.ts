import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { invokeRequest } from '../../test/support/invoke-request.ts';
import { childProcess, type ChildProcessOptions } from './child-process.ts';
import type { OwnedFunctions } from './functions.ts';

// Starting processes takes as long as the machine is busy.
jest.setTimeout(60_000);

const misbehaving = fileURLToPath(new URL('../../test/foreign/misbehaving.cjs', import.meta.url));
const id = (n: number): string => `RequestId: 00000000-0000-4000-8000-00000000000${n} Error:`;

describe('a handler in a child process', () => {
  const started: OwnedFunctions[] = [];
  const folders: string[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((functions) => functions.dispose()));
    await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
  });

  function start(exportName: string, options: Partial<ChildProcessOptions> = {}): OwnedFunctions {
    const functions = childProcess({ file: misbehaving, exportName, ...options });
    started.push(functions);
    return functions;
  }

  async function file(name: string, text: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
    folders.push(folder);
    await writeFile(join(folder, name), text);
    return join(folder, name);
  }

  const hangup = '{"SchemaVersion":"1.0","Actions":[{"Type":"Hangup","Parameters":{}}]}';

  test.each([
    ['string', '"hello"'],
    ['nothing', 'null'],
    ['neverCallsBack', 'null'],
    ['callsBackTwice', hangup],
    ['doesNotWait', hangup],
    ['garbage', '[[null],0]'],
  ])('%s returns %s', async (name, payload) => {
    expect(await start(name).invoke(invokeRequest())).toMatchObject({ kind: 'returned', payload });
  });

  test.each([
    ['throws', 'TypeError', 'no such table'],
    ['throwsText', 'string', 'just text'],
    ['callsBackWithError', 'RangeError', 'too far'],
    ['circular', 'Error', 'Unable to stringify response body'],
    ['throwsLater', 'Error', 'in a timer'],
    ['rejectsElsewhere', 'Runtime.UnhandledPromiseRejection', 'Error: nobody listens'],
    ['exits', 'Runtime.ExitError', `${id(1)} Runtime exited with error: exit status 3`],
    ['exitsQuietly', 'Runtime.ExitError', `${id(1)} Runtime exited without providing a reason`],
    ['killed', 'Runtime.ExitError', `${id(1)} Runtime exited with error: signal: SIGKILL`],
    [
      'neverSettles',
      'Runtime.NodeJsExit',
      'The handler returned a promise that was never settled, and nothing was left that could settle it.',
    ],
    [
      'sevenMegabytes',
      'Function.ResponseSizeTooLarge',
      'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    ],
  ])('%s fails, and is run again', async (name, errorType, errorMessage) => {
    const functions = start(name);
    expect(await functions.invoke(invokeRequest())).toMatchObject({ kind: 'failed', errorType, errorMessage });
    const again = await functions.invoke(invokeRequest());
    expect(again).toMatchObject({ kind: 'failed', errorType, errorMessage: errorMessage.replace(id(1), id(2)) });
  });

  test.each(['spins', 'hangs', 'keepsWorking'])('%s runs out of its time', async (name) => {
    const outcome = await start(name, { timeoutMs: 200 }).invoke(invokeRequest());
    expect(outcome).toMatchObject({
      kind: 'failed',
      errorType: 'Sandbox.Timedout',
      errorMessage: `${id(1)} Task timed out after 0.20 seconds`,
    });
  });

  test('works in a new process after a crash', async () => {
    const functions = start('exitsOnce');
    expect(await functions.invoke(invokeRequest())).toMatchObject({ errorType: 'Runtime.ExitError' });
    const next = invokeRequest({ payload: JSON.stringify({ InvocationEventType: 'HANGUP' }) });
    expect(await functions.invoke(next)).toMatchObject({ kind: 'returned', payload: hangup });
  });

  test('an invocation does not wait for another that hangs', async () => {
    const functions = start('hangs', { timeoutMs: 1500 });
    const outcomes = await Promise.all([functions.invoke(invokeRequest()), functions.invoke(invokeRequest())]);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['failed', 'failed']);
    expect(new Set(outcomes.map((outcome) => 'errorMessage' in outcome && outcome.errorMessage)).size).toBe(2);
  });

  test('more invocations than processes take turns', async () => {
    const functions = start('string', { maxEnvironments: 1 });
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => functions.invoke(invokeRequest())));
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(Array.from({ length: 5 }, () => 'returned'));
  });

  test('what it prints is kept with the invocation', async () => {
    const functions = start('prints');
    await functions.invoke(invokeRequest());
    const { logs } = await functions.invoke(invokeRequest());
    expect(logs?.toSorted()).toEqual(['to stderr', 'to stdout']);
  });

  test('a hundred megabytes of output are not kept', async () => {
    const outcome = await start('floods').invoke(invokeRequest());
    expect(outcome).toMatchObject({ kind: 'returned', payload: hangup });
    expect(outcome.logs?.join('').length).toBeLessThan(70_000);
    expect(outcome.logs?.at(-1)).toBe(`… ${100 * 1024 * 1024 - 4096} more characters were not kept`);
    expect(outcome.logsTruncated).toBe(true);
  });

  test('replaced globals do no harm', async () => {
    const functions = start('pollutes');
    expect(await functions.invoke(invokeRequest())).toMatchObject({ kind: 'returned' });
    expect(await functions.invoke(invokeRequest())).toMatchObject({ kind: 'returned' });
  });

  test('sees dummy credentials, the region and its own variables, and nothing of the real account', async () => {
    process.env['AWS_PROFILE'] = 'production';
    const outcome = await start('variables', { region: 'eu-west-2', env: { TABLE_NAME: 'calls' } }).invoke(
      invokeRequest(),
    );
    delete process.env['AWS_PROFILE'];
    const seen: unknown = outcome.kind === 'returned' && JSON.parse(outcome.payload);
    expect(seen).toMatchObject({
      AWS_REGION: 'eu-west-2',
      AWS_ACCESS_KEY_ID: 'AKIAPATCHBAYEXAMPLE0',
      TABLE_NAME: 'calls',
    });
    expect(seen).not.toHaveProperty('AWS_PROFILE');
  });

  test('load() finds a missing file', async () => {
    await expect(start('x', { file: 'no/such.cjs' }).load()).rejects.toThrow('Handler file not found: no/such.cjs');
  });

  test.each([
    ['handler.cjs', 'exports.main = () => 1', 'it does not export "handler" (it exports default, main)'],
    ['handler.mjs', 'export const handler = 5', 'its export "handler" is a number, not a function'],
    ['handler.mjs', '', 'it does not export "handler" (it exports nothing)'],
    ['handler.mjs', 'const a = 1;\nconst b = ;', "SyntaxError: Unexpected token ';' (handler.mjs:2)"],
    ['handler.cjs', 'const a = 1;\nconst b = ;', "SyntaxError: Unexpected token ';' (handler.cjs:2)"],
    ['handler.cjs', 'require("no-such")', "Error: Cannot find module 'no-such'"],
    ['handler.cjs', 'throw new Error("TABLE is not set")', 'Error: TABLE is not set'],
    [
      'handler.cjs',
      'console.log("no config"); process.exit(4)',
      'the process exited with error: exit status 4 while it was loaded; it printed: no config',
    ],
    ['handler.cjs', 'for (;;);', 'loading it took longer than 0.3 seconds'],
  ])('load() of %s: %s', async (name, text, reason) => {
    const path = await file(name, text);
    const functions = start('handler', { file: path, initTimeoutMs: text === 'for (;;);' ? 300 : 10_000 });
    await expect(functions.load()).rejects.toThrow(`Cannot load handler ${path}: ${reason}`);
    expect(await functions.invoke(invokeRequest())).toMatchObject({ kind: 'failed' });
  });

  test.each([
    ['handler.ts', 'export const handler = async (event: { Sequence: number }) => event.Sequence', 'handler'],
    ['handler.mjs', 'export default async (event) => event.Sequence', 'default'],
    ['handler.cjs', 'module.exports = async (event) => event.Sequence', 'default'],
    ['handler.cjs', 'exports.__esModule = true; exports.default = async (event) => event.Sequence', 'default'],
    ['handler.cjs', 'exports.a = { b: async (event) => event.Sequence }', 'a.b'],
  ])('runs %s: %s', async (name, text, exportName) => {
    const functions = start(exportName, { file: await file(name, text) });
    await functions.load();
    expect(await functions.invoke(invokeRequest())).toMatchObject({ kind: 'returned', payload: '1' });
  });

  test('after dispose nothing runs', async () => {
    const functions = start('hangs', { timeoutMs: 5000 });
    await functions.load();
    const pending = functions.invoke(invokeRequest());
    await functions.dispose();
    expect(await pending).toMatchObject({ kind: expect.stringMatching(/failed|refused/) });
    expect(await functions.invoke(invokeRequest())).toMatchObject({ kind: 'refused', reason: 'unreachable' });
  });
});
