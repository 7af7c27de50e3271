import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../test/support/command.ts';

// Starting processes takes as long as the machine is busy.
jest.setTimeout(60_000);

const menu = fileURLToPath(new URL('../../samples/menu.mjs', import.meta.url));
const log = fileURLToPath(new URL('../../test/logs/tail.log', import.meta.url));
const CALL = '121c7b93-4d54-45e5-a419-4967803a87ef';

let folder: string;
let trace: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
  await run('import', log, '--out', folder);
  trace = join(folder, `${CALL}.json`);
});
afterAll(() => rm(folder, { recursive: true }));

/** The sample handler with one text replaced. */
async function changed(name: string, from: string, to: string): Promise<string> {
  const source = await readFile(menu, 'utf8');
  expect(source).toContain(from);
  const file = join(folder, name);
  await writeFile(file, source.replace(from, to));
  return file;
}

async function copyOf(name: string, text?: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text ?? (await readFile(trace, 'utf8')));
  return file;
}

describe('an imported call', () => {
  test('answered by the function that it was recorded of', async () => {
    const ran = await run('replay', trace, '--handler', menu);
    expect(ran).toMatchObject({ code: 0, error: '' });
    expect(ran.out.replace(trace, 'TRACE')).toBe(`TRACE: call ${CALL}
  1 NEW_INBOUND_CALL: same
  2 ACTION_SUCCESSFUL SpeakAndGetDigits 1: same
  3 ACTION_SUCCESSFUL CallAndBridge: same
  4 HANGUP LEG-B 0: same
  5 HANGUP LEG-A 0: not compared, recorded without its answer
4 answers compared, all the same, 1 not compared
`);
  });

  test('answered by a function that has changed', async () => {
    const handler = await changed('other.mjs', 'Please hold the line.', 'One moment.\\u001b[31m');
    const ran = await run('replay', trace, '--handler', handler);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain(`  2 ACTION_SUCCESSFUL SpeakAndGetDigits 1: differs
    Actions[0].Parameters.Text
      recorded  "Please hold the line."
      now       "One moment.\\u001b[31m"
  3 ACTION_SUCCESSFUL CallAndBridge: same
`);
    expect(ran.out).toContain('4 answers compared, 1 differs, 1 not compared');
    expect(ran.out).not.toContain('\u001b');
  });

  test('by a function that leaves the survivor, throws, and ends its process', async () => {
    const handler = await changed('stranding.mjs', "Status === 'Connected'", 'Status === undefined');
    const stranding = await run('replay', trace, '--handler', handler, '--json');
    const { same, calls } = JSON.parse(stranding.out) as {
      same: boolean;
      calls: { events: Record<string, unknown>[] }[];
    };
    expect(same).toBe(false);
    expect(calls[0]?.events[3]).toMatchObject({
      sequence: 4,
      type: 'HANGUP',
      verdict: 'differs',
      differences: [{ path: 'Actions[0]', recorded: { Type: 'Hangup' } }],
    });
    for (const what of ["throw new Error('broken')", 'process.exit(3)']) {
      const broken = await changed('broken.mjs', 'switch (event.', `${what}; switch (event.`);
      const ran = await run('replay', trace, '--handler', broken);
      expect(ran.code).toBe(1);
      expect(ran.out).toMatch(
        /1 NEW_INBOUND_CALL: differs\n {4}the answer\n {6}recorded {2}\{.*\n {6}now {7}"failed: /,
      );
    }
  });

  test('what is named by --ignore may differ, and --exact overlooks nothing else', async () => {
    const handler = await changed('other.mjs', 'Please hold the line.', 'One moment.');
    const ignored = await run('replay', trace, '--handler', handler, '--ignore', 'Actions[*].Parameters.Text');
    expect(ignored.code).toBe(0);

    const text = (await readFile(trace, 'utf8')).replace(
      'Please hold the line.',
      'Line d0d0d0d0-0000-4000-8000-000000000001',
    );
    const file = await copyOf('drawn.json', text);
    const drawing = await changed('drawing.mjs', 'Please hold the line.', 'Line d0d0d0d0-0000-4000-8000-000000000002');
    expect(await run('replay', file, '--handler', drawing)).toMatchObject({ code: 0 });
    expect(await run('replay', file, '--handler', drawing, '--exact')).toMatchObject({ code: 1 });
  });

  test('--update writes the answers of now, and nothing else', async () => {
    const file = await copyOf('updated.json');
    const handler = await changed('other.mjs', 'Please hold the line.', 'One moment.');
    const ran = await run('replay', file, '--handler', handler, '--update');
    expect(ran).toMatchObject({ code: 0, error: '' });
    const before = JSON.parse(await readFile(trace, 'utf8'));
    const after = JSON.parse(await readFile(file, 'utf8'));
    expect(after.events[1].response.Actions[0].Parameters.Text).toBe('One moment.');
    expect(after.events[4]).toMatchObject({ outcome: 'returned', response: { SchemaVersion: '1.0', Actions: [] } });
    for (const index of [0, 2, 3]) expect(after.events[index]).toEqual(before.events[index]);
    expect(await run('replay', file, '--handler', handler, '--exact')).toMatchObject({ code: 0 });
  });
});

describe('traces of the emulator', () => {
  test('attempt by attempt, as a list and as lines', async () => {
    const call = await run('call', '+12065550100', '--handler', menu, '--press', '2', '--json');
    const recorded = JSON.parse(call.out);
    const [first, ...others] = recorded.events;
    const retried = {
      ...recorded,
      events: [{ ...first, response: undefined, outcome: 'throttled' }, { ...first, attempt: 2 }, ...others],
    };
    const list = await copyOf('list.json', JSON.stringify([recorded, retried]));
    const lines = await copyOf('lines.jsonl', `${JSON.stringify(recorded)}\n\n${JSON.stringify(retried)}\n`);
    for (const file of [list, lines]) {
      const ran = await run('replay', file, '--handler', menu);
      expect(ran.code).toBe(0);
      expect(ran.out).toContain('1 NEW_INBOUND_CALL: left out, recorded as throttled: the function never ran\n');
      expect(ran.out).toContain('1 (attempt 2) NEW_INBOUND_CALL: same\n');
    }
    await run('replay', lines, '--handler', await changed('other.mjs', 'It is later', 'It is much later'), '--update');
    const rewritten = (await readFile(lines, 'utf8')).split('\n').filter((line) => line !== '');
    expect(rewritten.map((line): unknown => JSON.parse(line).events.length)).toEqual([3, 4]);
  });

  test('what PSTN Audio would never send is given all the same', async () => {
    const file = await copyOf(
      'odd.json',
      JSON.stringify({
        transactionId: '\u001b[2J',
        events: [
          { event: { Sequence: 1, InvocationEventType: 'ODD\n', CallDetails: { TransactionId: 't' } }, response: null },
        ],
      }),
    );
    const ran = await run('replay', file, '--handler', menu);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('call \\x1b[2J\n  1 ODD\\n: differs');
  });
});

describe('a command that is wrong', () => {
  test.each<[string, string | undefined, string[], RegExp]>([
    ['no trace', undefined, [], /needs a trace/],
    ['no function', '{}', [], /needs a function: --handler/],
    ['no such file', undefined, ['nowhere.json', '--handler', menu], /No such trace file: nowhere\.json/],
    ['no JSON', 'hello', ['--handler', menu], /not JSON/],
    ['no trace in it', '{"events": []}', ['--handler', menu], /not a trace.*\n.*transactionId/s],
    [
      'an event that is none',
      '{"transactionId": "t", "events": [{"event": {}}]}',
      ['--handler', menu],
      /events\.0\.event\.Sequence/,
    ],
    ['a broken line', '{"transactionId": "t", "events": []}\n{', ['--handler', menu], /file\.json:2: not JSON/],
    [
      'depth',
      `{"transactionId": "t", "events": ${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
      ['--handler', menu],
      /nested deeper than 64/,
    ],
    [
      'a path',
      '{"transactionId": "t", "events": []}',
      ['--handler', menu, '--ignore', 'a..b'],
      /"a\.\.b" is not a path/,
    ],
    ['a handler', '{"transactionId": "t", "events": []}', ['--handler', './nowhere.mjs'], /Handler file not found/],
  ])('%s', async (_name, text, args, message) => {
    const files = text === undefined ? [] : [await copyOf('file.json', text)];
    const ran = await run('replay', ...files, ...args);
    expect(ran.code).toBe(2);
    expect(ran.error).toMatch(message);
  });
});
