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
const good = ['call', N, '--handler', foreign('callback.cjs')];
const mismatch =
  'SchemaVersionMismatch: The schema version in the invocation request does not match the schema version in the response.';

describe('a handler that does not behave', () => {
  let folder: string;
  let config: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
    config = join(folder, 'config.yaml');
    const misbehaving = foreign('misbehaving.cjs');
    await writeFile(
      config,
      `functions:
  hangs: { handler: "${misbehaving}#hangs", timeout: 300ms }
  spins: { handler: "${misbehaving}#spins", timeout: 300ms }
numbers: { +12065550108: hangs, +12065550109: spins }
`,
    );
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each<[name: string, outcome: string, error: string | RegExp, codes: string[]]>([
    ['throws', 'failed', 'TypeError: no such table', ['function-error']],
    ['throwsText', 'failed', 'string: just text', ['function-error']],
    ['throwsLater', 'failed', 'Error: in a timer', ['function-error']],
    ['exits', 'failed', /^Runtime\.ExitError: .*: exit status 3$/, ['function-error']],
    ['neverSettles', 'failed', /^Runtime\.NodeJsExit: /, ['function-error']],
    ['circular', 'failed', 'Error: Unable to stringify response body', ['function-error']],
    [
      'sevenMegabytes',
      'failed',
      'Function.ResponseSizeTooLarge: Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      ['response-too-large'],
    ],
    ['string', 'invalid', mismatch, ['invalid-response', 'second-invalid-response']],
    ['json', 'invalid', mismatch, ['invalid-response', 'second-invalid-response']],
    ['apiGateway', 'invalid', mismatch, ['invalid-response', 'second-invalid-response']],
    ['garbage', 'invalid', mismatch, ['invalid-response', 'second-invalid-response']],
    [
      'nothing',
      'invalid',
      'EmptyResponse: Response is blank or empty',
      ['invalid-response', 'second-invalid-response'],
    ],
    [
      'elevenActions',
      'invalid',
      'TooManyActions: Too many actions specified in a response.',
      ['too-many-actions', 'second-invalid-response'],
    ],
    [
      'unknownAction',
      'invalid',
      'UnsupportedAction: Unsupported action SpeakAndBridge specified',
      ['unknown-action', 'second-invalid-response'],
    ],
  ])('%s: the call ends, and the next one is well', async (name, outcome, error, codes) => {
    const {
      code,
      out,
      error: printed,
    } = await run('call', N, '--json', '--handler', `${foreign('misbehaving.cjs')}#${name}`);
    const call = JSON.parse(out) as CallJson;
    expect(code).toBe(1);
    expect(printed).toBe('');
    expect(call.events[0]).toMatchObject({
      outcome,
      error: typeof error === 'string' ? error : expect.stringMatching(error),
    });
    const errors = call.diagnostics.filter(({ level }) => level === 'error');
    expect(new Set(errors.map((found) => found.code))).toEqual(new Set(codes));
    expect(call.legs).toMatchObject([{ state: 'disconnected', sipCode: 480 }]);
    expect(await run(...good)).toMatchObject({ code: 0, error: '' });
  });

  test.each([
    ['hangs', '+12065550108'],
    ['spins', '+12065550109'],
  ])('%s: it is stopped after its own time, and the call ends', async (_name, number) => {
    const { code, out } = await run('call', number, '--json', '--config', config);
    const call = JSON.parse(out) as CallJson;
    expect(code).toBe(1);
    expect(call.events.map((event) => event.error)).toEqual([
      expect.stringContaining('Task timed out after 0.30 seconds'),
      expect.stringContaining('Task timed out after 0.30 seconds'),
    ]);
    expect(call.ended).toBeDefined();
  });

  test('what it printed before it failed is shown', async () => {
    const { out } = await run('call', N, '--handler', `${foreign('misbehaving.cjs')}#throws`);
    expect(out).toContain('printed by the function on event 1, attempt 1\n    Invoke Error TypeError: no such table');
  });

  test('nobody at the endpoint', async () => {
    const { code, out } = await run('call', N, '--json', '--function', 'f', '--endpoint', 'http://127.0.0.1:1');
    expect(code).toBe(1);
    expect((JSON.parse(out) as CallJson).events[0]).toMatchObject({
      outcome: 'unreachable',
      error: 'No function at http://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1',
    });
  });
});
