import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../test/support/command.ts';
import { invokeRequest } from '../../test/support/invoke-request.ts';

const logs = (name: string): string => fileURLToPath(new URL(`../../test/logs/${name}`, import.meta.url));
const [TWO, ONE] = ['3bdc2220-8321-49ef-a2ec-10e92c371094', '121c7b93-4d54-45e5-a419-4967803a87ef'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a file for each call, and a report', async () => {
  const out = join(folder, 'calls');
  const ran = await run('import', logs('powertools.jsonl'), '--out', out);
  expect(ran.code).toBe(0);
  expect(ran.out).toBe(`${join(out, `${TWO}.json`)}\n${join(out, `${ONE}.json`)}\n`);
  expect(ran.error.replaceAll(logs('powertools.jsonl'), 'LOG')).toBe(`2 calls, 8 events
1 event without an answer in the logs, kept
  LOG:23: event 5 of ${ONE}
8 not used: an object, but no event and no answer of a SIP media application
  LOG:2
  LOG:4
  LOG:9
  LOG:12
  LOG:15
  LOG:18
  LOG:21
  LOG:24
1 not used: no object in it
  LOG:5
1 not used: cut off before its end
  LOG:25
`);
  expect(JSON.parse(await readFile(join(out, `${ONE}.json`), 'utf8'))).toMatchObject({ transactionId: ONE });
});

test('several files are one log, and --transaction chooses', async () => {
  const ran = await run('import', logs('tail.log'), logs('console.csv'), '--transaction', ONE);
  expect(ran.code).toBe(0);
  const [call, ...more] = JSON.parse(ran.out);
  expect(more).toEqual([]);
  expect([call.transactionId, call.events.length]).toEqual([ONE, 5]);
});

test('a log of something else', async () => {
  const file = join(folder, 'other.log');
  await writeFile(file, 'hello\nworld\n');
  expect(await run('import', file)).toEqual({
    code: 1,
    out: '[]\n',
    error: `0 calls, 0 events\n2 not used: no object in it\n  ${file}:1\n  ${file}:2\n`,
  });
});

test('an id that leads elsewhere', async () => {
  const { event } = invokeRequest();
  const file = join(folder, 'hostile.log');
  const hostile = { ...event, CallDetails: { ...event.CallDetails, TransactionId: '../../\u001b[2J' } };
  await writeFile(file, JSON.stringify(hostile));
  const out = join(folder, 'hostile');
  const ran = await run('import', file, '--out', out);
  expect(await readdir(out)).toEqual([expect.stringMatching(/^call-[0-9a-f]{32}\.json$/)]);
  expect(ran.out + ran.error).not.toContain('\u001b');
});

describe('--mask', () => {
  const NUMBERS = /\+?1?2065550(100|101|123|150)/;

  test.each(['powertools.jsonl', 'tail.log', 'console.csv', 'filter-log-events.json', 'sls.log'])(
    '%s',
    async (name) => {
      const plain = await run('import', logs(name));
      expect(plain.out).toMatch(NUMBERS);
      const masked = await run('import', logs(name), '--mask', '--mask-key', 'k');
      expect(masked.out + masked.error).not.toMatch(NUMBERS);
      expect(await run('import', logs(name), '--mask', '--mask-key', 'k')).toEqual(masked);
      expect((await run('import', logs(name), '--mask')).out).not.toBe(masked.out);
    },
  );

  test('a masked call is the same call', async () => {
    const out = join(folder, 'masked');
    await run('import', logs('filter-log-events.json'), '--mask', '--out', out);
    const menu = fileURLToPath(new URL('../../samples/menu.mjs', import.meta.url));
    const ran = await run('replay', join(out, `${TWO}.json`), '--handler', menu);
    expect(ran).toMatchObject({ code: 0, error: '' });
  });
});

test.each<[string[], RegExp]>([
  [[], /needs a file/],
  [['nowhere.log'], /No such log file: nowhere\.log/],
  [[tmpdir()], /A folder is not a log file/],
  [[logs('sls.log'), '--mask-key', 'k'], /--mask-key goes with --mask/],
  [[logs('sls.log'), '--mask', '--mask-digits', 'many'], /--mask-digits: "many" is not a number of digits/],
  [[logs('sls.log'), '--mask', '--mask-path', 'a..b'], /"a\.\.b" is not a path/],
  [[logs('sls.log'), '--out', logs('sls.log')], /--out: cannot write to/],
])('%j is wrong', async (args, message) => {
  const ran = await run('import', ...args);
  expect(ran.code).toBe(2);
  expect(ran.error).toMatch(message);
});
