import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../test/support/command.ts';
import { foreign } from '../../test/support/foreign.ts';
import { patchbay } from './patchbay.ts';

// Starting processes takes as long as the machine is busy.
jest.setTimeout(60_000);

const menu = ['--handler', `${foreign('async.cjs')}#menu`];
const GOOD = '- hear: press 1\n- press: 1\n- hear: sales\n- expect: { events: [..., HANGUP] }\n';

describe('patchbay test', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
    await mkdir(join(folder, 'more'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  test('plays all scripts that a pattern means, each once', async () => {
    await file('a.yml', GOOD);
    await file('more/b.yml', GOOD);
    const { code, out } = await run('test', join(folder, '**/*.yml'), join(folder, 'a.yml'), ...menu);
    expect(out.replaceAll(folder, '%')).toMatch(
      /^ok {4}%\/a\.yml \(.*\)\nok {4}%\/more\/b\.yml \(.*\)\n\n2 passed, 0 failed\n$/,
    );
    expect(code).toBe(0);
  });

  test('says which step failed, what was expected, what was there, and how it came to it', async () => {
    const script = await file('a.yml', `${GOOD}- expect:\n    heard: goodbye\n    placed: +12065550123\n`);
    const { code, out } = await run('test', script, ...menu);
    expect(code).toBe(1);
    expect(out).toContain(
      `${script}:5:3: step 5 (expect)\n    heard\n      expected  goodbye\n      got       "Press 1`,
    );
    expect(out).toContain('placed\n      expected  +12065550123\n      got       nothing');
    expect(out).toContain('keys 1');
    expect(out).toContain('0 passed, 1 failed');
  });

  test('the ladder ends where the script failed', async () => {
    const script = await file('a.yml', '- hear: press 1\n- hear: nothing of that kind\n');
    const { out } = await run('test', script, ...menu, '--timeout', '2');
    expect(out).toMatch(/:2:3: step 2 \(hear "nothing of that kind"\)\n {4}\+12065550101 did not hear/);
    expect(out).not.toContain('HANGUP');
  });

  test('an error that no step expects fails; one that is expected does not', async () => {
    const handler = await file('bad.mjs', "export const handler = () => { throw new Error('no table'); };");
    const script = await file('a.yml', '- wait: 1s\n');
    const failed = await run('test', script, '--handler', handler);
    expect(failed.code).toBe(1);
    expect(failed.out).toContain(': function-error\n');
    const expected = await file('b.yml', '- wait: 1s\n- expect: { diagnostics: function-error }\n');
    expect((await run('test', expected, '--handler', handler)).out).toContain('1 passed, 0 failed');
  });

  test('writes JUnit XML that any text survives', async () => {
    const script = await file('a&b.yml', '- hear: "<\\x01 & \\"]]>"\n');
    const xml = join(folder, 'junit.xml');
    const { code } = await run('test', script, await file('c.yml', GOOD), ...menu, '--timeout', '2', '--junit', xml);
    expect(code).toBe(1);
    const text = await readFile(xml, 'utf8');
    expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites tests="2" failures="1" errors="0"/);
    expect(text).toContain('a&amp;b.yml');
    expect(text).toContain('&lt;\u{FFFD} &amp; &quot;]]&gt;');
    expect(text).not.toContain(String.fromCharCode(1));
    expect(text.match(/<testcase /g)).toHaveLength(2);
  });

  test.each([
    [['test'], "patchbay test needs scripts: patchbay test 'calls/**/*.yml'"],
    [['test', 'none-*.yml', ...menu], 'No script is called none-*.yml'],
    [['test', 'x.yml'], /^patchbay test needs a function: --handler/],
    [['test', 'x.yml', ...menu, '--junitt', 'x'], /has no option --junitt\. Did you mean "--junit"\?/],
  ])('%j is wrong', async (argv, message) => {
    const { code, error } = await run(...argv);
    expect(code).toBe(2);
    expect(error).toMatch(message);
  });

  test('says everything that is wrong with the scripts before it plays one', async () => {
    await file('a.yml', GOOD);
    await file('b.yml', '- prss: 1\n');
    await file('c.yml', '- expect: { herd: x, events: [HANGOUT] }\n');
    const { code, out, error } = await run('test', join(folder, '*.yml'), ...menu);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toMatch(
      /b\.yml:1:3: step 1: "prss".*\n.*"herd" is not a thing to expect\. Did you mean "heard"\?.*\n.*"HANGOUT" is not an event/,
    );
  });

  test('--watch plays again after a change, until it is stopped', async () => {
    const script = await file('a.yml', GOOD);
    const stop = new AbortController();
    const handler = await file('ivr.cjs', await readFile(foreign('async.cjs'), 'utf8'));
    const outs: string[] = [];
    const said = async (text: string): Promise<void> => {
      while (!outs.join('').includes(text)) await new Promise((resolve) => void setTimeout(resolve, 20));
    };
    const io = {
      out: (text: string) => void outs.push(text),
      error: () => undefined,
      colours: false,
      stop: stop.signal,
    };
    const watching = patchbay(['test', script, '--handler', `${handler}#menu`, '--watch'], io);
    await said('1 passed, 0 failed\nwaiting for a change');
    await writeFile(script, `${GOOD}- expect: { heard: nonsense }\n`);
    await said('0 passed, 1 failed\nwaiting for a change');
    await writeFile(script, GOOD);
    await writeFile(handler, (await readFile(handler, 'utf8')).replaceAll('sales', 'nobody'));
    await said('This is nobody');
    stop.abort();
    expect(await watching).toBe(130);
  });
});
