import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../test/support/command.ts';
import { openPoints } from '../engine/switches.ts';
import { pairs, singles, spread } from '../matrix/variants.ts';

// Starting processes takes as long as the machine is busy.
jest.setTimeout(120_000);

/** Counts on RINGING not being sent for the far end, and on the order of the participants. */
const HANDLER = `
const answer = (...Actions) => ({ SchemaVersion: '1.0', Actions });
exports.handler = async ({ InvocationEventType: type, CallDetails: { Participants } }) => {
  if (type === 'NEW_INBOUND_CALL') return answer({ Type: 'CallAndBridge', Parameters: {
    CallTimeoutSeconds: 30, CallerIdNumber: '+12065550100', Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+12065550123' }] } });
  if (type === 'RINGING') throw new Error('RINGING is unknown');
  if (type === 'HANGUP') return answer(...Participants.slice(0, 1).filter(({ Status }) => Status === 'Connected')
    .map(({ CallId }) => ({ Type: 'Hangup', Parameters: { SipResponseCode: '0', CallId } })));
  return answer();
};
`;

describe('patchbay matrix', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
    await writeFile(join(folder, 'h.cjs'), HANDLER);
    await writeFile(
      join(folder, 'a.yml'),
      '- far: { number: +12065550123, does: answer }\n- wait: 5s\n- far: { number: +12065550123, does: hangup }\n- expect: { legs: [{ state: disconnected }, {}] }\n',
    );
    await writeFile(join(folder, 'b.yml'), '- hear: nothing\n');
    await writeFile(join(folder, 'c.yml'), '- wait: 1s\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const matrix = (script: string, ...argv: string[]) =>
    run('matrix', join(folder, script), '--handler', join(folder, 'h.cjs'), ...argv);

  test('tells the values that break a script from those that make no difference', async () => {
    const { code, out } = await matrix('a.yml');
    expect(code).toBe(1);
    expect(out).toMatch(/^U5 +ringLegB: true +broken +\S/m);
    expect(out).toMatch(/^U26 +participantOrder: leg-b-first +broken +step 4 \(expect\)/m);
    expect(out).toMatch(/^U15 +strictPause: true +same$/m);
    expect(out).toContain(`${singles({}).length} runs: `);
    expect(out).toContain(`U5 ringLegB: ${openPoints.ringLegB.about}`);
  });

  test('what differs first is said where the script still works', async () => {
    const { code, out } = await matrix('c.yml');
    expect(out).toMatch(/ringLegB: true +(different|broken) +\S/);
    expect(code).toBe(out.includes(' 0 broken') ? 0 : 1);
  });

  test('a script that does not work at all is not tried further', async () => {
    const { code, out } = await matrix('b.yml', '--timeout', '2');
    expect(code).toBe(1);
    expect(out).toMatch(/^The script does not work as it is:\n\n.*b\.yml:1:3: step 1/);
  });

  test.each([
    [['matrix'], 'patchbay matrix needs a script'],
    [['matrix', 'a.yml', 'b.yml'], 'patchbay matrix takes one script, not also b.yml'],
    [['matrix', 'none.yml', '--handler', 'x.mjs'], 'No such script file: none.yml'],
  ])('%j is wrong', async (argv, message) => {
    expect(await run(...argv)).toMatchObject({ code: 2, error: expect.stringContaining(message) });
  });
});

describe('variants', () => {
  const values = Object.values(openPoints).map((point) => point.values.length);

  test('are every value of every point but the usual one', () => {
    expect(singles({})).toHaveLength(values.reduce((sum, count) => sum + count - 1, 0));
    const points = singles({ retry: 'once' }).filter(({ switches }) => 'retry' in switches);
    expect(points).toMatchObject([{ switches: { retry: 'every-5s' } }]);
  });

  test('in pairs are of two points', () => {
    const all = pairs({});
    expect(all.every(({ switches }) => Object.keys(switches).length === 2)).toBe(true);
    expect(new Set(all.map(({ switches }) => JSON.stringify(switches))).size).toBe(all.length);
    expect(spread(all, 10)).toHaveLength(10);
    expect(spread([1, 2], 10)).toEqual([1, 2]);
  });
});
