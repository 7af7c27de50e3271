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
});
