import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CallJson } from '../../src/trace/to-json.ts';
import { run } from '../support/command.ts';

// Starting processes takes as long as the machine is busy.
jest.setTimeout(60_000);

const folder = fileURLToPath(new URL('.', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;
/** A machine without Python may leave this out; the one that decides may not. */
const suite = hasPython || process.env['CI'] === 'true' ? describe : describe.skip;

suite('a Python handler behind the Lambda Invoke API', () => {
  let server: ChildProcess;
  let endpoint: string;
  beforeAll(async () => {
    const started = spawn('python3', ['invoke_server.py', 'greeter.lambda_handler'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    });
    server = started;
    const [port] = (await once(started.stdout, 'data')) as [Buffer];
    endpoint = `http://127.0.0.1:${port.toString().trim()}`;
  });
  afterAll(() => void server.kill());

  async function call(functionName: string, from: string): Promise<CallJson & { code: number }> {
    const reach = ['--function', functionName, '--endpoint', endpoint];
    const { code, out } = await run('call', '+12065550100', '--json', '--from', from, ...reach);
    return { ...(JSON.parse(out) as CallJson), code };
  }

  test('is called, and what it printed is kept', async () => {
    const { code, heard, events } = await call('greeter', '+12065550101');
    expect(code).toBe(0);
    expect(heard['+12065550101']?.map(({ text }) => text)).toEqual(['Hello from Python']);
    expect(events.map(({ logs }) => logs)).toEqual([['asked NEW_INBOUND_CALL'], ['asked HANGUP']]);
  });

  test('an exception is a function error', async () => {
    const { code, events } = await call('greeter', '+12065550142');
    expect(code).toBe(1);
    expect(events[0]).toMatchObject({
      outcome: 'failed',
      error: 'ValueError: this caller is not served',
      logs: ['asked NEW_INBOUND_CALL'],
    });
  });

  test('another function is not found', async () => {
    const { code, events } = await call('other', '+12065550101');
    expect(code).toBe(1);
    expect(events[0]).toMatchObject({ outcome: 'not-found' });
  });
});
