import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { allGone, runProgram, type Program } from './support/program.ts';

// It starts several processes, as slowly as the machine is busy, and then telephones in real time.
jest.setTimeout(180_000);

const ROOT = join(import.meta.dirname, '../../..');
const IVR = '+12065550100';
const CALLER = '+12065550101';

interface Phone {
  transactionId: string;
  heard: { text: string }[];
}
interface Call {
  events: { logs: string[] }[];
}

const programs: Program[] = [];
afterEach(async () => {
  for (const program of programs.splice(0)) {
    program.kill('SIGKILL');
    await program.ended;
  }
});

function start(...argv: string[]): Program {
  const program = runProgram('main.ts', '--ports', 'free', ...argv);
  programs.push(program);
  return program;
}

async function started(...argv: string[]) {
  const program = start(...argv);
  await program.prints(/Ready after [\d.]+ s\.[^]*ladder\n/);
  const urls = [...new Set(program.printed().match(/http:\/\/127\.0\.0\.1:\d+/g))];
  const [, url] = await program.prints(/^ *PSTN Audio +(\S+)/m);
  return { program, url, urls, pids: await program.descendants() };
}

describe('npm start without a terminal', () => {
  test('is there to be called, and leaves nothing behind', async () => {
    const { program, url, urls, pids } = await started();
    expect(program.printed()).toContain(`${IVR}  sma-handler, flow ivr`);
    expect(pids.length).toBeGreaterThan(1);

    const phone = `${url}/_patchbay/phones/${encodeURIComponent(CALLER)}`;
    const post = (what: string, body: object) =>
      fetch(`${phone}/${what}`, { method: 'POST', body: JSON.stringify(body) });
    const hears = async (text: string) => {
      for (;;) {
        const { heard, transactionId } = (await (await fetch(phone)).json()) as Phone;
        if (heard.some((each) => each.text.includes(text))) return transactionId;
        await sleep(50);
      }
    };
    expect((await post('dial', { to: IVR })).status).toBe(200);
    await hears('Welcome to Patchbay.');
    await hears('You are calling from +12065550101.');
    await hears('For a recording, press 1.');
    await post('press', { keys: '1' });
    const transactionId = await hears('This is a recording.');
    await post('hang-up', {});
    const { events } = (await (await fetch(`${url}/_patchbay/calls/${transactionId}`)).json()) as Call;
    expect(events[0]?.logs.join('\n')).toContain(transactionId);

    const [, cognito = ''] = /^ *Cognito +(\S+)/m.exec(program.printed()) ?? [];
    const [, body = ''] = /InitiateAuth.* -d '(\{.*\})'$/m.exec(program.printed()) ?? [];
    const headers = {
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
      'content-type': 'application/x-amz-json-1.1',
    };
    const signedIn = await fetch(cognito, { method: 'POST', headers, body });
    expect(await signedIn.json()).toMatchObject({ AuthenticationResult: { IdToken: expect.stringMatching(/^ey/) } });

    const [, file = '', upload = ''] = /curl -T (\S+) (\S+)/.exec(program.printed()) ?? [];
    await fetch(upload, { method: 'PUT', body: await readFile(join(ROOT, file)) });
    const [, mailbox = ''] = /^ *mailbox +(\S+)/m.exec(program.printed()) ?? [];
    const mails = async () => (await fetch(mailbox)).text();
    while (!(await mails()).includes('bob@example.com')) await sleep(50);

    program.kill('SIGINT');
    expect(await program.ended).toBe(0);
    expect(program.printed()).toMatch(/Stopped\.\n$/);
    await allGone(pids);
    for (const each of urls) await expect(fetch(each)).rejects.toThrow('fetch failed');
  });

  test('prints what functions print if it is told to', async () => {
    const { program, url } = await started('--verbose');
    const body = JSON.stringify({ to: IVR });
    await fetch(`${url}/_patchbay/phones/${encodeURIComponent(CALLER)}/dial`, { method: 'POST', body });
    await program.prints(/^sma-handler: \{.*"NEW_INBOUND_CALL"/m);
    program.kill('SIGTERM');
    expect(await program.ended).toBe(0);
  });

  test('ends at once at the second Ctrl-C, and its services with it', async () => {
    const { program, pids } = await started();
    // Services that do not listen: without the second one it would wait for them.
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    const again = setInterval(() => program.kill('SIGINT'), 100);
    const code = await program.ended;
    clearInterval(again);
    for (const pid of pids) process.kill(pid, 'SIGCONT');
    expect(code).toBe(130);
    await allGone(pids);
  });

  test('takes a signal that comes twice for one', async () => {
    const { program } = await started();
    program.kill('SIGINT');
    await sleep(20);
    program.kill('SIGINT');
    expect(await program.ended).toBe(0);
  });

  test('can be stopped while it starts', async () => {
    const program = start();
    let pids: number[] = [];
    while (pids.length === 0) pids = await program.descendants();
    program.kill('SIGINT');
    expect(await program.ended).toBe(0);
    await allGone(pids);
    expect(program.printed()).not.toContain('Ready');
  });

  test('says which option is wrong', async () => {
    const program = start('--prots', 'free');
    expect(await program.ended).toBe(2);
    expect(program.printed()).toContain("Unknown option '--prots'");
  });
});
