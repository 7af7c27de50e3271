import { describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { foreign } from '../../test/support/foreign.ts';

// Starting processes takes as long as the machine is busy.
jest.setTimeout(60_000);

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

function start(...argv: string[]) {
  return spawn(process.execPath, [main, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(...argv: string[]): Promise<{ code: unknown; out: string; error: string }> {
  const child = start(...argv);
  const [out, error, [code]] = await Promise.all([child.stdout.toArray(), child.stderr.toArray(), once(child, 'exit')]);
  return { code: code as unknown, out: out.join(''), error: error.join('') };
}

describe('patchbay as a process', () => {
  test('a call', async () => {
    const ran = await run('call', '+12065550100', '--handler', foreign('callback.cjs'));
    expect(ran).toMatchObject({ code: 0, error: '' });
    expect(ran.out).toContain('"Hello from a callback"');
  });

  test('a call that is not well', async () => {
    const ran = await run('call', '+12065550100', '--handler', `${foreign('misbehaving.cjs')}#exits`);
    expect(ran).toMatchObject({ code: 1, error: '' });
  });

  test('a wrong command', async () => {
    expect(await run('call', '+12065550100')).toEqual({
      code: 2,
      out: '',
      error:
        'patchbay call needs a function: --handler PATH#EXPORT, --function NAME --endpoint URL, or --config FILE\n',
    });
  });

  test('Ctrl-C ends a call, and what has happened so far is shown', async () => {
    // A function that never answers, and tells when it was asked.
    const server = createServer(() => child.kill('SIGINT')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const child = start('call', '+12065550100', '--clock', 'real', '--function', 'f', '--endpoint', endpoint);
    const out = child.stdout.toArray();
    const [code] = (await once(child, 'exit')) as [number];
    server.close();
    expect(code).toBe(130);
    expect((await out).join('')).toContain('calls +12065550100');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s stops the emulator and its functions', async (signal) => {
    const child = start('start', '--port', '0', '--handler', `${foreign('misbehaving.cjs')}#spins`);
    const exit = once(child, 'exit');
    let out = '';
    for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      out += String(text);
      if (out.includes('Dial by')) break;
    }
    const url = /http:\/\/\S+?:\d+/.exec(out)?.[0] ?? '';
    const dial = await fetch(`${url}/_patchbay/phones/%2B12065550101/dial`, {
      method: 'POST',
      body: JSON.stringify({ to: '+12065550100' }),
    });
    expect(dial.status).toBe(200);
    const rest = child.stdout.toArray();
    child.kill(signal);
    expect(await exit).toEqual([0, null]);
    expect((await rest).join('')).toBe('Stopped.\n');
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  test('the telephone needs a terminal', async () => {
    expect(await run('phone')).toMatchObject({ code: 2, out: '', error: expect.stringMatching(/needs a terminal/) });
  });
});
