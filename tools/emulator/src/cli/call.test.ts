import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../test/support/command.ts';
import { foreign } from '../../test/support/foreign.ts';
import type { CallJson } from '../trace/to-json.ts';

// Starting processes takes as long as the machine is busy.
jest.setTimeout(60_000);

const N = '+12065550100';
const CALLER = '+12065550101';
const FAR = '+12065550123';
const menu = ['--handler', `${foreign('async.cjs')}#menu`];
const bridge = ['--handler', `${foreign('bridge.mjs')}#default`];

async function json(...argv: string[]): Promise<CallJson & { code: number; error: string }> {
  const { code, out, error } = await run('call', N, '--json', ...argv);
  return { ...(JSON.parse(out) as CallJson), code, error };
}
const heard = (call: CallJson, number: string): string[] => (call.heard[number] ?? []).map(({ text }) => text);
const events = (call: CallJson): string[] => call.events.map(({ event }) => event.InvocationEventType);

describe('patchbay call', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function file(name: string, text: string): Promise<string> {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  }

  test('callback-style CommonJS', async () => {
    const call = await json('--handler', foreign('callback.cjs'));
    expect(call.code).toBe(0);
    expect(heard(call, CALLER)).toEqual(['Hello from a callback']);
    expect(events(call)).toEqual(['NEW_INBOUND_CALL', 'HANGUP']);
    expect(call.events[0]?.logs).toEqual(['event NEW_INBOUND_CALL']);
  });

  test('async CommonJS, with keys', async () => {
    const call = await json(...menu, '--press', '2', '--from', '+12065550142');
    expect(call.code).toBe(0);
    expect(heard(call, '+12065550142')).toEqual(['Press 1 for sales or 2 for support', 'This is support']);
  });

  test('ESM with a default export; the far end answers by itself', async () => {
    const call = await json(...bridge, '--timeout', '20');
    expect(call.code).toBe(0);
    expect(call.legs.map(({ to, state }) => [to, state])).toEqual([
      [N, 'disconnected'],
      [FAR, 'disconnected'],
    ]);
    expect(call.ended?.at).toBeGreaterThanOrEqual(20_000);
    expect(call.ended?.at).toBeLessThan(25_000);
  });

  test('a handler that calls the AWS API of the emulator', async () => {
    const call = await json('--handler', foreign('updates-itself.mjs'));
    expect(call.code).toBe(0);
    expect(heard(call, CALLER)).toEqual(expect.arrayContaining(['The answer was 202', 'an update came']));
  });

  test('a script', async () => {
    const script = await file('menu.yaml', '- hear: /press \\d/i\n- press: 1\n- hear: sales\n- wait: 1s\n');
    const call = await json(...menu, '--script', script);
    expect(call).toMatchObject({ code: 0, error: '' });
    expect(heard(call, CALLER)).toEqual(['Press 1 for sales or 2 for support', 'This is sales']);
  });

  test.each([
    ['answer', 'ACTION_SUCCESSFUL', 'HANGUP'],
    ['busy', 'ACTION_FAILED', 'HANGUP'],
    ['reject', 'ACTION_FAILED', 'HANGUP'],
  ])('a script in which the far end does %s', async (does, ...expected) => {
    const script = await file(
      `${does}.yaml`,
      `- far: { number: ${FAR}, does: ring }\n- wait: 5s\n- far: { number: ${FAR}, does: ${does} }\n- wait: 10s\n`,
    );
    const call = await json(...bridge, '--script', script);
    expect(call.code).toBe(0);
    expect(events(call).slice(0, 3)).toEqual(['NEW_INBOUND_CALL', ...expected]);
    expect(call.events[1]?.at).toBe(5000);
    expect(heard(call, CALLER)).toEqual(does === 'answer' ? [] : ['Nobody is there']);
  });

  test('a script in which the far end presses keys and hangs up', async () => {
    const far = `number: ${FAR}, does`;
    const script = await file(
      'far.yaml',
      `- far: { ${far}: press, keys: 42 }\n- far: { ${far}: hangup }\n- wait: 1s\n`,
    );
    const call = await json(...bridge, '--script', script);
    expect(call.code).toBe(0);
    expect(call.events.at(2)?.event).toMatchObject({ ActionData: { Parameters: { ParticipantTag: 'LEG-B' } } });
  });

  test.each([
    [
      '- hear: goodbye',
      /step 1 \(hear "goodbye"\): \+12065550101 did not hear "goodbye" within 30 s: it heard "Press 1 for sales or 2 for support", /,
    ],
    ['- wait: 2m', 'step 1 (wait 120 s): only 30 s are left'],
    ['- press: 1\n- wait: 5s\n- press: 2', 'step 3 (press 2): +12065550101 is not connected: it is ended'],
    [
      '- far: { number: +12065550123, does: answer }',
      'step 1 (far +12065550123 answer): +12065550123 did not ring within 30 s: it is idle.',
    ],
    ['- hangup\n- update: { a: b }', /step 2 \(update\): Transaction [\w-]+ doesn't exist for SipMediaApplication/],
  ])('a step that can not happen: %j', async (text, message) => {
    const script = await file('bad.yaml', text);
    const call = await json(...menu, '--script', script, '--timeout', '30');
    expect(call.code).toBe(1);
    if (typeof message === 'string') expect(call.error).toBe(`${script}: ${message}\n`);
    else expect(call.error).toMatch(message);
  });

  test('a script that says how the run goes', async () => {
    const text = 'faults: [{ does: fail, errorMessage: lost, times: 1 }]\nsteps: [{ hear: Press 1 }]\n';
    const call = await json(...menu, '--script', await file('faults.yaml', text));
    expect(call.events.slice(0, 2)).toMatchObject([
      { outcome: 'failed', error: 'Error: lost' },
      { outcome: 'returned', attempt: 2 },
    ]);
  });

  test('a configuration: numbers, far ends', async () => {
    const config = await file(
      'config.yaml',
      `functions: { bridge: { handler: "${foreign('bridge.mjs')}#default" } }
numbers: { ${N}: bridge }
farEnds: { ${FAR}: { after: 4s, hangUpAfter: 10s } }
`,
    );
    const call = await json('--config', config, '--from', N);
    expect(call.code).toBe(0);
    expect(call.events[1]).toMatchObject({ at: 4000 });
    expect(call.events[2]).toMatchObject({ at: 14_000, event: { InvocationEventType: 'HANGUP' } });
  });

  test('a call that the service does not take', async () => {
    const text = `functions: { menu: { handler: "${foreign('async.cjs')}#menu" } }\nnumbers: { ${N}: menu }\nquotas: { activeCalls: 0 }\n`;
    const ran = await run('call', N, '--config', await file('full.yaml', text));
    expect(ran).toEqual({ code: 1, out: '', error: `${N} could not be reached from ${CALLER}: SIP 486.\n` });
  });

  test('a call on real time', async () => {
    const call = await json('--handler', foreign('callback.cjs'), '--clock', 'real');
    expect(call.code).toBe(0);
    expect(heard(call, CALLER)).toEqual(['Hello from a callback']);
  });

  test('the same seed gives the same run, another seed another', async () => {
    const [one, same, other] = await Promise.all(['7', '7', '8'].map((seed) => json(...menu, '--seed', seed)));
    expect(same?.transactionId).toBe(one?.transactionId);
    expect(other?.transactionId).not.toBe(one?.transactionId);
  });

  test('a ladder and a Mermaid diagram', async () => {
    const argv = ['call', N, ...menu, '--press', '1'];
    const ladder = await run(...argv);
    expect(ladder.out).toContain('"This is sales"');
    expect(ladder.out).not.toContain('\u001b');
    const mermaid = await run(...argv, '--mermaid');
    expect(mermaid.out).toMatch(/^sequenceDiagram/);
  });
});

test('patchbay demo shows the sample call, and how to place it', async () => {
  const { code, out, error } = await run('demo');
  expect({ code, error }).toEqual({ code: 0, error: '' });
  expect(out).toMatch(/^patchbay call \+12065550100 --handler \S+menu\.mjs --script \S+menu\.yaml\n/);
  expect(out).toContain('bridged');
});

describe('patchbay help', () => {
  test.each([[['--help']], [['help']]])('%j lists the commands', async (argv) => {
    const { code, out } = await run(...argv);
    expect(code).toBe(0);
    const names = [...out.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, name]) => name);
    expect(names).toEqual('call demo fuzz import matrix phone replay start test validate'.split(' '));
  });

  test.each([[['help', 'call']], [['call', '--help']]])('%j shows the options of call', async (argv) => {
    expect(await run(...argv)).toMatchObject({ code: 0, out: expect.stringContaining('--handler PATH#EXPORT') });
  });
});
