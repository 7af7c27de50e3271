import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../test/support/command.ts';
import { foreign } from '../../test/support/foreign.ts';

// Starting processes takes as long as the machine is busy.
jest.setTimeout(120_000);

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

/** A handler that is right, but for what `bug` does first. */
const handlerWith = (bug: string, before = ''): string => `
${before}
const answer = (...Actions) => ({ SchemaVersion: '1.0', Actions });
const hangups = (event) => event.CallDetails.Participants
  .filter(({ Status, Direction }) => Status === 'Connected' || (!Status && Direction === 'Inbound'))
  .map(({ CallId }) => ({ Type: 'Hangup', Parameters: { SipResponseCode: '0', CallId } }));
export async function handler(event) {
  const { InvocationEventType: type, CallDetails, ActionData } = event;
  ${bug}
  if (type === 'NEW_INBOUND_CALL') return answer({ Type: 'Speak', Parameters: { Text: 'Hello' } }, { Type: 'Pause', Parameters: { DurationInMilliseconds: '1000' } }, ...hangups(event));
  if (type === 'CALL_UPDATE_REQUESTED' || type === 'ACTION_FAILED' || type === 'HANGUP' || type === 'CALL_ANSWERED') return answer(...hangups(event));
  return answer();
}
`;

describe('patchbay fuzz', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const fuzz = async (name: string, source: string, ...argv: string[]) => {
    const file = join(folder, `${name}.mjs`);
    await writeFile(file, source);
    return run('fuzz', '--handler', file, ...argv);
  };

  test('finds nothing in a handler that is right, and says how fast it was', async () => {
    const { code, out, error } = await fuzz('right', handlerWith(''), '--histories', '300');
    expect(out).toBe('Nothing was found in 300 histories.\n');
    expect(code).toBe(0);
    expect(error).toMatch(/^300 histories, \d+ events in [\d.]+ s: \d+ histories\/s\n$/);
  });

  test('what an update does is found when it is said which there are, with either way to run a handler', async () => {
    const bug = "if (ActionData?.Parameters?.Arguments?.action === 'crash') throw new RangeError('crashed');";
    const without = await fuzz('update', handlerWith(bug), '--histories', '200');
    expect(without.code).toBe(0);
    const update = ['--update', '{ action: crash }'];
    const { code, out } = await fuzz('update', handlerWith(bug), ...update);
    expect(code).toBe(1);
    expect(out).toMatch(/breaks no-exception in history \d+/);
    expect(out).toContain('The call is updated with {"action":"crash"}');
    expect(out).toContain('Then the function fails on CALL_UPDATE_REQUESTED with RangeError: crashed.');
    // Not in this process: it has a module loader of its own.
    const argv = [main, 'fuzz', '--handler', join(folder, 'update.mjs'), ...update, '--in-process'];
    const inProcess = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'ignore'] });
    expect((await inProcess.stdout.toArray()).join('')).toBe(out);
  });

  test('writes the finding as a script, with which it happens again', async () => {
    const bug = "if (type === 'HANGUP') throw new RangeError('crashed');";
    const script = join(folder, 'found.yml');
    expect((await fuzz('found', handlerWith(bug), '--out', script)).code).toBe(1);
    expect(await readFile(script, 'utf8')).toMatch(/^# patchbay call \+12065550100 --from \+12065550101/);
    const again = await run('test', script, '--handler', join(folder, 'found.mjs'));
    expect(again).toMatchObject({ code: 1, out: expect.stringContaining('function-error') });
  });

  test('calls that the API creates, with their arguments', async () => {
    const bug =
      "if (type === 'NEW_OUTBOUND_CALL' && ActionData.Parameters.Arguments.pin === '7') return { Actions: 'none' };";
    const { code, out } = await fuzz(
      'out',
      handlerWith(bug),
      '--no-inbound',
      '--outbound',
      '{ arguments: { pin: 7 } }',
    );
    expect(code).toBe(1);
    expect(out).toContain('breaks valid-response');
    expect(out).toContain('The API calls +12065550101 and shows +12065550100'.replace('The', 'the'));
  });

  test('requests that a repeated event makes again are found; a repeated token makes one meeting', async () => {
    const request = (token: string): string => `
  if (type === 'HANGUP' && hangups(event).length === 0) {
    await fetch(process.env.AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS + '/meetings', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ClientRequestToken: ${token}, ExternalMeetingId: 'desk', MediaRegion: 'us-east-1' }),
    });
  }`;
    const twice = await fuzz(
      'twice',
      handlerWith(request('String(++count).padStart(8, "0")'), 'let count = 0;'),
      '--calls',
      '1',
    );
    expect(twice.out).toContain('HANGUP is delivered twice, and its effect happens twice: creates a meeting');
    const once = await fuzz(
      'once',
      handlerWith(request('CallDetails.TransactionId')),
      '--calls',
      '1',
      '--histories',
      '200',
    );
    expect(once.out).toContain('Nothing was found');
  });

  test('says when a finding needs what calls before have left', async () => {
    const bug = "if (++count === 40) throw new RangeError('worn out');";
    const { code, out } = await fuzz('worn', handlerWith(bug, 'let count = 0;'));
    expect(code).toBe(1);
    expect(out).toContain('It did not happen again on a function that was just loaded');
  });

  test('the same seed finds the same', async () => {
    const [first, second] = [await run('fuzz', ...bridge), await run('fuzz', ...bridge)];
    expect(second.out).toBe(first.out);
  });

  const bridge = ['--handler', `${foreign('bridge.mjs')}#default`, '--histories', '150', '--seed', '4'];

  test.each([
    [['fuzz'], /^patchbay fuzz needs a function/],
    [['fuzz', 'x', ...bridge], 'patchbay fuzz takes options only, not x'],
    [['fuzz', ...bridge.slice(0, 2), '--histories', 'many'], '--histories: "many" is not a count'],
    [['fuzz', ...bridge, '--keys', '12x'], '--keys: "12x" is not made of keys'],
    [['fuzz', ...bridge, '--update', '{ a: [1] }'], /--update:1:\d+: .*is a list, not text/],
    [['fuzz', ...bridge, '--outbound', '{ too: +12065550123 }'], '"too" is not a part of a call. Did you mean "to"?'],
    [['fuzz', ...bridge, '--no-inbound'], '--no-inbound goes with --outbound'],
    [['fuzz', ...bridge, '--allow', 'leg-not-fund'], 'Did you mean "leg-not-found"?'],
    [
      ['fuzz', '--function', 'f', '--endpoint', 'http://localhost:1', '--in-process'],
      '--in-process goes with --handler',
    ],
    [['fuzz', '--handler', 'nowhere.mjs'], 'Handler file not found: nowhere.mjs'],
  ])('%j is wrong', async (argv, message) => {
    const { code, error } = await run(...argv);
    expect({ code, error }).toEqual({
      code: 2,
      error: typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message),
    });
  });
});
