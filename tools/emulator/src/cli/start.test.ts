import { ChimeSDKVoice } from '@aws-sdk/client-chime-sdk-voice';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, startCommand, type Started } from '../../test/support/command.ts';
import { send } from '../../test/control/control-world.ts';
import { foreign } from '../../test/support/foreign.ts';

const N = '+12065550100';
const CALLER = encodeURIComponent('+12065550101');
const menu = `${foreign('async.cjs')}#menu`;

let folder: string;
let started: Started | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(async () => {
  await started?.stop();
  started = undefined;
});

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

/** `patchbay start`, on a free port, until it says where it answers. */
async function start(...argv: string[]): Promise<Started & { url: string }> {
  started = startCommand('start', '--port', '0', ...argv);
  await started.says(/^Dial by/m);
  return { ...started, url: /http:\/\/\S+?:\d+/.exec(started.out())?.[0] ?? '' };
}

async function control(url: string, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await send(url, method, `/_patchbay${path}`, body ? { body } : {});
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}

describe('patchbay start', () => {
  test('says where everything is, runs a handler, and stops', async () => {
    const { url, out, stop } = await start('--handler', menu, '--clock', 'virtual');
    expect(out()).toBe(`Emulator             ${url}, on virtual time; Ctrl-C stops it
For AWS SDK clients  AWS_ENDPOINT_URL_CHIME_SDK_VOICE=${url}
                     AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS=${url}
Control plane        ${url}/_patchbay/openapi.json
                     ${url.replace('http', 'ws')}/_patchbay/live
Numbers to dial      ${N}  handler
Dial by              patchbay phone --url ${url} ${N}
`);
    await control(url, 'POST', `/phones/${CALLER}/dial`, { to: N });
    await control(url, 'POST', '/clock/advance', { ms: 1 });
    expect(await control(url, 'GET', `/phones/${CALLER}`)).toMatchObject({
      state: 'connected',
      heard: [{ text: 'Press 1 for sales or 2 for support' }],
    });
    expect(await stop()).toEqual({ code: 0, error: '' });
    expect(out()).toMatch(/\nStopped\.\n$/);
    await expect(send(url, 'GET', '/')).rejects.toThrow('ECONNREFUSED');
  });

  test('answers the AWS APIs on real time, and functions know where', async () => {
    const handler = await file(
      'where.mjs',
      `export const handler = async () => ({ SchemaVersion: '1.0', Actions: [
        { Type: 'Speak', Parameters: { Text: process.env.AWS_ENDPOINT_URL_CHIME_SDK_VOICE } } ] });`,
    );
    const { url } = await start('--handler', handler, '--number', '+12065550177');
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new ChimeSDKVoice({ endpoint: url, region: 'us-east-1', credentials });
    const { SipRules } = await client.listSipRules();
    client.destroy();
    expect(SipRules?.map(({ TriggerValue }) => TriggerValue)).toEqual(['+12065550177']);
    await control(url, 'POST', `/phones/${CALLER}/dial`, { to: '+12065550177' });
    const heard = async () => ((await control(url, 'GET', `/phones/${CALLER}`)) as { heard: { text: string }[] }).heard;
    while ((await heard()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await heard()).toMatchObject([{ text: url }]);
  });

  const config = (): Promise<string> =>
    file(
      'config.yaml',
      `region: us-west-2
functions: { menu: { handler: "${menu}" }, broken: { handler: "${menu}" } }
numbers: { ${N}: [broken, menu], +12065550142: menu }
farEnds: { +12065550123: busy }
quotas: { activeCalls: 1 }
faults: [{ does: fail, when: { event: NEW_INBOUND_CALL }, times: 2 }]
`,
    );

  test('a configuration: numbers, quotas, faults, far ends', async () => {
    const { url, out } = await start('--config', await config(), '--clock', 'virtual');
    expect(out()).toContain(`Numbers to dial      ${N}  broken, menu\n                     +12065550142  menu\n`);
    await control(url, 'POST', `/phones/${CALLER}/dial`, { to: N });
    await control(url, 'POST', '/clock/advance', { ms: 1 });
    const [{ transactionId }] = (await control(url, 'GET', '/calls')) as [{ transactionId: string }];
    const { events } = (await control(url, 'GET', `/calls/${transactionId}`)) as {
      events: { outcome: string; event: object }[];
    };
    expect(events.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'returned']);
    expect(events[2]?.event).toMatchObject({ CallDetails: { AwsRegion: 'us-west-2' } });
    const busy = await send(url, 'POST', `/_patchbay/phones/${encodeURIComponent('+12065550102')}/dial`, {
      body: { to: N },
    });
    expect(busy).toMatchObject({ status: 409, body: { detail: expect.stringContaining('SIP 486') } });
  });

  test('a configuration with another function in place of its own', async () => {
    const { out } = await start('--config', await config(), '--handler', menu);
    expect(out()).toContain(`Numbers to dial      ${N}  handler\n                     +12065550142  handler\n`);
  });

  test('an exported state, which a reset goes back to', async () => {
    const one = await start('--config', await config());
    const state = await control(one.url, 'GET', '/state');
    await one.stop();
    const { url, out } = await start('--state', await file('state.json', JSON.stringify(state)));
    expect(out()).toContain(`Numbers to dial      ${N}  broken, menu\n`);
    await control(url, 'POST', '/reset');
    expect(await control(url, 'GET', '/state')).toEqual(state);
  });

  test('with nothing at all it has the APIs and no numbers', async () => {
    const { out } = await start();
    expect(out()).toContain('\nNumbers to dial      none yet\n');
  });
});

describe('patchbay start can not start', () => {
  test('on a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const ran = await run('start', '--port', String(port));
    server.close();
    const error = `Port ${port} is taken: stop what uses it, or choose another by --port, such as --port 0\n`;
    expect(ran).toEqual({ code: 2, out: '', error });
  });

  /** `%` is the folder of the files. */
  test.each<[argv: string[], error: RegExp]>([
    [['x'], /^patchbay start takes options only, not x$/],
    [['--port', '65536'], /^--port: "65536" is not a port\. Allowed: 1 to 65535, or 0/],
    [['--port', 'http'], /^--port: "http" is not a port/],
    [['--host', '192.0.2.1', '--port', '0'], /^--host: 192\.0\.2\.1 is no address of this machine/],
    [['--clock', 'fast'], /^--clock: "fast" is not a clock/],
    [['--number', N], /^--number goes with --handler or --function/],
    [['--handler', menu, '--number', '555'], /^--number: "555" is not a phone number/],
    [['--handler', menu, '--function', 'f'], /^--handler and --function exclude each other$/],
    [['--handler', '%/none.mjs', '--port', '0'], /^Handler file not found/],
    [['--config', '%/none.yaml'], /^No such configuration file/],
    [['--state', '%/none.json'], /^No such state file/],
    [['--state', '%/text.json'], /text\.json: not JSON/],
    [['--state', '%/empty.json'], /empty\.json is not a state that was exported: version: /],
  ])('%j', async (argv, error) => {
    await file('text.json', 'text');
    await file('empty.json', '{}');
    const ran = await run('start', ...argv.map((text) => text.replace('%', folder)));
    expect(ran).toMatchObject({ code: 2, out: '', error: expect.stringMatching(new RegExp(error.source, 'm')) });
    expect(ran.error.trimEnd().split('\n')).toHaveLength(1);
  });
});
