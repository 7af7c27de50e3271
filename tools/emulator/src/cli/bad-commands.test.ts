import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../test/support/command.ts';
import { foreign } from '../../test/support/foreign.ts';

// Starting processes takes as long as the machine is busy.
jest.setTimeout(60_000);

const N = '+12065550100';
const good = foreign('callback.cjs');
const bad = foreign('misbehaving.cjs');
const files: Record<string, string> = {
  'script.yaml': '- prss: 1',
  'broken.yaml': '- hear: "open',
  'list.yaml': '- 1',
  'typo.yaml': 'nubers: {}',
  'numbers.yaml': `functions: { ivr: { handler: ${good} } }\nnumbers: { ${N}: ivr }`,
  'none.yaml': 'farEnds: {}',
  'missing.yaml': `functions: { ivr: { handler: none.cjs } }\nnumbers: { ${N}: ivr }`,
  'syntax.cjs': 'exports.handler = ;',
  'event.txt': 'not JSON',
};
const callOptions =
  '--handler, --function, --endpoint, --config, --from, --press, --script, --clock, --seed, --timeout, --json, --mermaid, --html, --prices, --help';

describe('a command that is wrong', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** `%` is the folder of the files above. */
  test.each<[command: string[], message: string]>([
    [
      ['caal'],
      'patchbay has no command "caal". Did you mean "call"? Allowed: call, demo, fuzz, import, matrix, phone, replay, start, test, validate, help',
    ],
    [
      ['help', 'dial'],
      'patchbay has no command "dial". Allowed: call, demo, fuzz, import, matrix, phone, replay, start, test, validate, help',
    ],
    [['call'], `patchbay call needs a number: patchbay call ${N}`],
    [['call', N, '+12065550102'], 'patchbay call takes one number, not also +12065550102'],
    [['call', '5550100', '--handler', good], 'NUMBER: "5550100" is not a phone number in E.164, such as +12065550100'],
    [
      ['call', N, '--handler', good, '--from', 'me'],
      '--from: "me" is not a phone number in E.164, such as +12065550100',
    ],
    [
      ['call', N],
      'patchbay call needs a function: --handler PATH#EXPORT, --function NAME --endpoint URL, or --config FILE',
    ],
    [
      ['call', N, '--hander', good],
      `patchbay call has no option --hander. Did you mean "--handler"? Allowed: ${callOptions}`,
    ],
    [['call', N, '-x'], `patchbay call has no option -x. Allowed: ${callOptions}`],
    [['call', N, '--handler'], '--handler needs a value: --handler PATH#EXPORT'],
    [['call', N, '--handler', '--json'], '--handler needs a value: --handler PATH#EXPORT'],
    [['call', N, '--json=yes'], '--json takes no value'],
    [['call', N, '--seed', '1', '--seed', '2'], '--seed was given twice'],
    [['call', N, '--handler', good, '--function', 'f'], '--handler and --function exclude each other'],
    [['call', N, '--json', '--mermaid'], '--json and --mermaid exclude each other'],
    [['call', N, '--function', 'f'], '--function needs --endpoint URL, such as http://localhost:3002'],
    [['call', N, '--endpoint', 'http://x'], '--endpoint needs --function NAME'],
    [['call', N, '--handler', good, '--endpoint', 'http://x'], '--endpoint goes with --function, not with --handler'],
    [
      ['call', N, '--function', 'f', '--endpoint', 'localhost'],
      'Not an endpoint: localhost. It is a URL such as http://localhost:3002',
    ],
    [
      ['call', N, '--handler', good, '--clock', 'reel'],
      '--clock: "reel" is not a clock. Did you mean "real"? Allowed: real, virtual',
    ],
    [
      ['call', N, '--handler', good, '--seed', 'x'],
      '--seed: "x" is not a seed. Allowed: a whole number from 0 to 9999999999',
    ],
    [
      ['call', N, '--handler', good, '--timeout', 'soon'],
      '--timeout: "soon" is not a time. Allowed: seconds, or 500ms, 2m, 1h, up to a day',
    ],
    [
      ['call', N, '--handler', good, '--press', 'one'],
      '--press: "one" is not made of keys. Allowed: 0-9, *, #, A-D, and commas between groups',
    ],
    [
      ['call', N, '--handler', '#x'],
      '--handler: "#x" is not a handler. Allowed: PATH or PATH#EXPORT, such as ./ivr.mjs#handler',
    ],
    [['call', N, '--handler', '%/none.cjs'], 'Handler file not found: %/none.cjs'],
    [['call', N, '--handler', '%'], 'Handler is not a file: %'],
    [
      ['call', N, '--handler', '%/syntax.cjs'],
      "Cannot load handler %/syntax.cjs: SyntaxError: Unexpected token ';' (syntax.cjs:1)",
    ],
    [
      ['call', N, '--handler', `${good}#main`],
      `Cannot load handler ${good}: it does not export "main" (it exports default, handler)`,
    ],
    [
      ['call', N, '--handler', `${bad}#notAFunction`],
      `Cannot load handler ${bad}: its export "notAFunction" is a string, not a function`,
    ],
    [['call', N, '--handler', good, '--script', '%/none.yaml2'], 'No such script file: %/none.yaml2'],
    [['call', N, '--handler', good, '--script', '%'], 'A folder is not a script file: %'],
    [
      ['call', N, '--handler', good, '--script', '%/script.yaml'],
      '%/script.yaml:1:3: step 1: "prss" is not a step. Did you mean "press"? Allowed: dial, hear, press, say, wait, update, hangup, far, expect',
    ],
    [['call', N, '--handler', good, '--script', '%/broken.yaml'], '%/broken.yaml:1:14: Missing closing "quote'],
    [['call', N, '--config', '%/nowhere.yaml'], 'No such configuration file: %/nowhere.yaml'],
    [['call', N, '--config', '%/list.yaml'], '%/list.yaml: a configuration is a map. It is a list'],
    [
      ['call', N, '--config', '%/typo.yaml'],
      '%/typo.yaml:1:1: "nubers" is not a setting. Did you mean "numbers"? Allowed: accountId, region, functions, numbers, applications, voiceConnectors, farEnds, buckets, bots, contactCentres, quotas, switches, faults',
    ],
    [
      ['call', '+12065550199', '--config', '%/numbers.yaml'],
      `+12065550199 is not a number of %/numbers.yaml. Did you mean "${N}"? Numbers: ${N}`,
    ],
    [['call', N, '--config', '%/none.yaml'], `${N} is not a number of %/none.yaml. It has no numbers`],
    [['call', N, '--config', '%/missing.yaml'], 'Handler file not found: %/none.cjs'],
    [['validate'], 'patchbay validate needs a file: patchbay validate FILE…'],
    [['validate', '%/nothing.json'], 'No such JSON file: %/nothing.json'],
    [['validate', '%/event.txt'], '%/event.txt: not JSON: Unexpected token \'o\', "not JSON" is not valid JSON'],
  ])('%j', async (command, message) => {
    const at = (text: string): string => text.replaceAll('%', folder);
    expect(await run(...command.map(at))).toEqual({ code: 2, out: '', error: `${at(message)}\n` });
  });

  test('no command at all shows the commands', async () => {
    const { code, error } = await run();
    expect(code).toBe(2);
    expect(error).toContain('Usage: patchbay COMMAND');
  });
});
