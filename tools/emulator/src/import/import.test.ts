import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { invokeRequest } from '../../test/support/invoke-request.ts';
import type { Trace } from '../trace/schema.ts';
import { importLogs, type Imported } from './import.ts';

const TWO = '3bdc2220-8321-49ef-a2ec-10e92c371094';
const ONE = '121c7b93-4d54-45e5-a419-4967803a87ef';
const logs = (name: string): string => fileURLToPath(new URL(`../../test/logs/${name}`, import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What is imported from a log with these lines. */
async function imported(lines: readonly unknown[], name = 'log.txt'): Promise<Imported> {
  const file = join(folder, name);
  await writeFile(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return importLogs([file]);
}

function event(sequence: number, change: { transactionId?: string; callId?: string } = {}) {
  const { event: first } = invokeRequest();
  const { CallDetails } = first;
  const [leg] = CallDetails.Participants;
  return {
    ...first,
    Sequence: sequence,
    CallDetails: {
      ...CallDetails,
      TransactionId: change.transactionId ?? CallDetails.TransactionId,
      Participants: [{ ...leg, CallId: change.callId ?? leg?.CallId }],
    },
  };
}

const answer = (text: string, parameters = {}) => ({
  SchemaVersion: '1.0',
  Actions: [{ Type: 'Speak', Parameters: { Text: text, ...parameters } }],
});

/** Sequence, attempt, outcome and what is said first, of each event. */
function outline({ events }: Trace): unknown[] {
  return events.map(({ event: { Sequence }, attempt, outcome, response }) => {
    const { Actions } = (response ?? {}) as Partial<ReturnType<typeof answer>>;
    return [Sequence, attempt, outcome, Actions?.[0]?.Parameters.Text];
  });
}

/** Reason and lines. */
function unusedOf({ unused }: Imported): Record<string, number[]> {
  return Object.fromEntries(unused.map(({ reason, places }) => [reason, places.map(({ line }) => line)]));
}

describe('two calls at the same time, as they are logged', () => {
  test.each<[string, string, Record<string, number[]>, number[]]>([
    [
      'JSON lines of Powertools, a line that is no JSON, the last one cut off',
      'powertools.jsonl',
      { 'other-object': [2, 4, 9, 12, 15, 18, 21, 24], 'no-object': [5], 'cut-off': [25] },
      [23],
    ],
    ['aws logs tail of console.log, over several lines, with CRLF, cut off', 'tail.log', { 'cut-off': [384] }, [344]],
    [
      "the console's CSV of Python's dicts, cut off",
      'console.csv',
      { 'no-object': [6, 14, 26, 36, 46, 56, 66], 'cut-off': [76] },
      [74],
    ],
    ['aws logs filter-log-events', 'filter-log-events.json', {}, []],
  ])('%s', async (_style, name, unused, unanswered) => {
    const found = await importLogs([logs(name)]);
    expect(found.traces.map(({ transactionId, events }) => [transactionId, events.length])).toEqual([
      [TWO, 3],
      [ONE, 5],
    ]);
    const [two, one] = found.traces;
    expect(two?.events.map(({ at }) => at)).toEqual([0, 6_200, 8_100].map((at) => expect.closeTo(at, -2)));
    expect(two && outline(two)).toEqual([
      [1, 1, 'returned', undefined],
      [2, 1, 'returned', 'It is later than you think.'],
      [3, 1, 'returned', undefined],
    ]);
    expect(one && outline(one).slice(0, 4)).toEqual([
      [1, 1, 'returned', undefined],
      [2, 1, 'returned', 'Please hold the line.'],
      [3, 1, 'returned', undefined],
      [4, 1, 'returned', undefined],
    ]);
    expect(one?.legs?.map(({ tag, kind, state, to }) => [tag, kind, state, to])).toEqual([
      ['LEG-A', 'caller', 'disconnected', '+12065550100'],
      ['LEG-B', 'pstn', 'disconnected', '+12065550123'],
    ]);
    expect(one?.ended?.reason).toBe('the last leg ended');
    expect(unusedOf(found)).toEqual(unused);
    expect(found.unanswered.map(({ line, sequence }) => [line, sequence])).toEqual(unanswered.map((line) => [line, 5]));
  });

  test('sls logs, which tells no request ids: only what cannot be told is left out', async () => {
    const found = await importLogs([logs('sls.log')]);
    expect(unusedOf(found)).toEqual({ ambiguous: [5, 6] });
    expect(found.unanswered.map(({ line }) => line)).toEqual([2, 4]);
    expect(
      found.traces.map((trace) =>
        outline(trace)
          .slice(1)
          .map((one) => (one as unknown[])[2]),
      ),
    ).toEqual([
      ['returned', 'returned'],
      ['returned', 'returned', 'returned', 'returned'],
    ]);
  });

  test('packed, and the same log twice', async () => {
    const packed = join(folder, 'tail');
    await writeFile(packed, gzipSync(await readFile(logs('tail.log'))));
    const once = await importLogs([logs('tail.log')]);
    expect((await importLogs([packed])).traces).toEqual(once.traces);
    const twice = await importLogs([logs('tail.log'), packed]);
    expect(twice.traces).toEqual(once.traces);
    expect(Object.keys(unusedOf(twice)).sort()).toEqual(['cut-off', 'repeated']);
  });

  test('a broken archive gives what there is of it', async () => {
    const broken = join(folder, 'broken.gz');
    const packed = gzipSync(await readFile(logs('powertools.jsonl')));
    await writeFile(broken, packed.subarray(0, packed.length - 400));
    const found = await importLogs([broken]);
    expect(found.traces.map(({ transactionId }) => transactionId)).toContain(TWO);
    expect(unusedOf(found)['cut-off']).toHaveLength(1);
  });
});

describe('which answer belongs to which event', () => {
  test('deliveries of the same event are attempts', async () => {
    const line = (requestId: string, more: object) => ({ requestId, ...more });
    const { traces } = await imported([
      line('r1', { event: event(1) }),
      line('r2', { event: event(1) }),
      line('r2', { response: answer('second') }),
      line('r1', { response: answer('first') }),
      line('r3', { event: event(2) }),
    ]);
    expect(traces.map(outline)).toEqual([
      [
        [1, 1, 'returned', 'first'],
        [1, 2, 'returned', 'second'],
        [2, 1, 'not-logged', undefined],
      ],
    ]);
  });

  test('by the ids of the call in the answer, where lines have no request id', async () => {
    const [a, b] = [
      { transactionId: 'a', callId: '0000000a-0000-4000-8000-000000000001' },
      { transactionId: 'b', callId: '0000000b-0000-4000-8000-000000000001' },
    ];
    const { traces } = await imported([
      event(1, a),
      event(1, b),
      answer('to a', { CallId: a.callId }),
      answer('to b', { CallId: b.callId }),
      { transactionId: 'a', event: event(2, a) },
      event(2, b),
      { transactionId: 'a', response: answer('more to a') },
    ]);
    expect(traces.map(outline)).toEqual([
      [
        [1, 1, 'returned', 'to a'],
        [2, 1, 'returned', 'more to a'],
      ],
      [
        [1, 1, 'returned', 'to b'],
        [2, 1, 'not-logged', undefined],
      ],
    ]);
  });

  test('the last answer of an invocation counts, and an answer without an event is told', async () => {
    const found = await imported([
      { requestId: 'r1', event: event(1) },
      { requestId: 'r1', draft: answer('draft') },
      { requestId: 'r1', result: answer('final') },
      { requestId: 'r9', response: answer('to nobody') },
      answer('to nobody either'),
    ]);
    expect(found.traces.map(outline)).toEqual([[[1, 1, 'returned', 'final']]]);
    expect(unusedOf(found)).toEqual({ superseded: [2], 'no-event': [4, 5] });
  });

  test('what the function threw, and how long it took', async () => {
    const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
    const { traces } = await imported([
      `START RequestId: ${id(1)} Version: $LATEST`,
      event(1),
      `2026-03-02T10:00:00.000Z\t${id(1)}\tERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"x is undefined","stack":["at y"]}`,
      `END RequestId: ${id(1)}`,
      `REPORT RequestId: ${id(1)}\tDuration: 12.50 ms\tBilled Duration: 13 ms`,
      `START RequestId: ${id(2)} Version: $LATEST`,
      event(2),
      `2026-03-02T10:00:09.000Z ${id(2)} Task timed out after 5.00 seconds`,
    ]);
    expect(traces[0]?.events).toMatchObject([
      { outcome: 'failed', error: 'TypeError: x is undefined', durationMs: 12.5 },
      { outcome: 'failed', error: 'Task timed out after 5.00 seconds' },
    ]);
  });

  test("Lambda's own JSON, and JSON in a text of JSON", async () => {
    const { traces } = await imported([
      { time: '2026-03-02T10:00:00.000Z', type: 'platform.start', record: { requestId: 'r1', version: '$LATEST' } },
      { timestamp: '2026-03-02T10:00:00.001Z', level: 'INFO', requestId: 'r1', message: JSON.stringify(event(1)) },
      {
        timestamp: '2026-03-02T10:00:00.002Z',
        level: 'INFO',
        requestId: 'r1',
        message: `out ${JSON.stringify(answer('hi'))}`,
      },
      { type: 'platform.report', record: { requestId: 'r1', status: 'success', metrics: { durationMs: 7 } } },
    ]);
    expect(traces.map(outline)).toEqual([[[1, 1, 'returned', 'hi']]]);
    expect(traces[0]?.events[0]?.durationMs).toBe(7);
  });
});

describe('what cannot be used is told', () => {
  test('console.log of an event leaves out what is deep in it', async () => {
    const found = await imported([
      '2026-03-02T10:00:00.000Z\tundefined\tINFO\t{',
      "  SchemaVersion: '1.0', Sequence: 1,",
      "  InvocationEventType: 'NEW_INBOUND_CALL',",
      "  CallDetails: { TransactionId: 't', Participants: [ [Object] ] }",
      '}',
      { InvocationEventType: 'HANGUP', CallDetails: {} },
      'plain words',
      '{"InvocationEventType": "HANGUP", "Seq',
    ]);
    expect(found.traces).toEqual([]);
    expect(unusedOf(found)).toEqual({ 'left-out': [1], 'not-an-event': [6], 'no-object': [7], 'cut-off': [8] });
  });

  test('an object that is cut off does not take the lines behind it along', async () => {
    const pretty = JSON.stringify(event(1), undefined, 2).split('\n');
    const found = await imported([
      ...pretty.slice(0, 5),
      ...pretty,
      'Hello {',
      ...JSON.stringify(answer('hi'), undefined, 1).split('\n'),
    ]);
    expect(found.traces.map(outline)).toEqual([[[1, 1, 'returned', 'hi']]]);
    expect(unusedOf(found)['cut-off']).toEqual([1, 28]);
  });

  test('an object that was cut into pieces by Lambda is put together', async () => {
    const text = JSON.stringify({ ...event(1), more: 'x'.repeat(200_000) });
    const found = await imported([text.slice(0, 100_000), text.slice(100_000), answer('hi')]);
    expect(found.traces.map(outline)).toEqual([[[1, 1, 'returned', 'hi']]]);
  });

  test('a line without end is skipped', async () => {
    const found = await imported([`{"x": "${'y'.repeat(9 * 1024 * 1024)}`, event(1)]);
    expect(found.traces).toHaveLength(1);
    expect(unusedOf(found)).toEqual({ 'too-long': [1] });
  });

  test('JSON without bottom, keys of prototypes', async () => {
    const deep = '[{"a":'.repeat(50_000);
    const text = JSON.stringify(event(1)).replace('{', '{"__proto__":{"polluted":true},');
    const found = await imported([deep + '1' + '}]'.repeat(50_000), `{"x":${deep}1${'}]'.repeat(50_000)}}`, text]);
    expect(found.traces).toHaveLength(1);
    expect(Object.keys(found.traces[0]?.events[0]?.event ?? {})).toContain('__proto__');
    expect({}).not.toHaveProperty('polluted');
    expect(unusedOf(found)['too-deep']).toEqual([1, 2]);
  });
});

test('messages of the service about a call are kept as diagnostics', async () => {
  const { TransactionId } = event(1).CallDetails;
  const found = await imported([
    { requestId: 'r1', timestamp: '2026-03-02T10:00:00.000Z', event: event(1) },
    { timestamp: '2026-03-02T10:00:01.000Z', transaction_id: TransactionId, message: 'Actions list is empty.' },
    { timestamp: '2026-03-02T10:00:01.000Z', transaction_id: 'unknown', message: 'Actions list is empty.' },
  ]);
  expect(found.traces[0]?.diagnostics).toEqual([
    expect.objectContaining({ at: 1_000, code: 'service-message', level: 'info', message: 'Actions list is empty.' }),
  ]);
  expect(unusedOf(found)).toEqual({ 'message-of-unknown-call': [3] });
});

describe('exports', () => {
  test('Logs Insights, as a list and as pairs of fields', async () => {
    const rows = [event(1), answer('hi')].map(
      (one, at) => [`2026-03-02 10:00:00.00${at}`, JSON.stringify(one)] as const,
    );
    const list = rows.map(([time, message]) => ({ '@timestamp': time, '@message': message }));
    const pairs = rows.map(([time, message]) => [
      { field: '@timestamp', value: time },
      { field: '@message', value: message },
    ]);
    for (const document of [list, { results: pairs, status: 'Complete' }]) {
      for (const indent of [0, 2]) {
        const { traces } = await imported([JSON.stringify(document, undefined, indent)]);
        expect(traces.map(outline)).toEqual([[[1, 1, 'returned', 'hi']]]);
      }
    }
  });

  test('a document that is cut off', async () => {
    const text = JSON.stringify(
      { events: [event(1), answer('hi')].map((one) => ({ timestamp: 1, message: JSON.stringify(one) })) },
      undefined,
      2,
    );
    const found = await imported([text.slice(0, -60)]);
    expect(found.traces.map(outline)).toEqual([[[1, 1, 'not-logged', undefined]]]);
    expect(Object.keys(unusedOf(found))).toEqual(['cut-off']);
  });
});

test('however the lines of several calls are mixed, the traces are the same', async () => {
  const invocation = (call: string, sequence: number): unknown[] => {
    const requestId = `${call}-${sequence}`;
    return [
      { requestId, event: event(sequence, { transactionId: call }) },
      { requestId, message: 'working' },
      { requestId, response: answer(requestId) },
    ];
  };
  const lanes = ['a', 'b', 'c'].flatMap((call) => [1, 2].map((sequence) => invocation(call, sequence)));
  const noise = fc.oneof(fc.string(), fc.constantFrom('{', '}', '  "a": {', '{"SchemaVersion": "1.0", "Act'));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(lanes.length - 1), fc.option(noise))), async (steps) => {
      const left = lanes.map((lane) => [...lane]);
      const mixed = steps.flatMap(([lane, words]) => [
        ...(left[lane]?.splice(0, 1) ?? []),
        ...(words === null ? [] : [words]),
      ]);
      const { traces } = await imported([...mixed, ...left.flat()]);
      const found = traces.toSorted((one, other) => one.transactionId.localeCompare(other.transactionId)).map(outline);
      expect(found).toEqual(
        ['a', 'b', 'c'].map((call) => [1, 2].map((sequence) => [sequence, 1, 'returned', `${call}-${sequence}`])),
      );
    }),
    { numRuns: 60 },
  );
});
