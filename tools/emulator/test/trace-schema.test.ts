import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { traceJsonSchema } from '../scripts/trace-json-schema.ts';
import { run } from './support/command.ts';
import { foreign } from './support/foreign.ts';
import { bridgedCall } from './sample-call.ts';
import { toJson } from '../src/trace/to-json.ts';

const text = readFileSync(new URL('../schemas/trace.json', import.meta.url), 'utf8');
const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(JSON.parse(text) as object);

/** What is wrong with a trace; nothing when it is one. */
function problems(value: unknown): unknown {
  validate(JSON.parse(JSON.stringify(value)));
  return validate.errors;
}

test('the schema is that of the code; `npm run schemas -w tools/emulator` brings it up to date', async () => {
  expect(await traceJsonSchema()).toBe(text);
});

test('a recorded call, and one that was never invoked', () => {
  expect(problems(toJson(bridgedCall()))).toBeNull();
  expect(problems([toJson(bridgedCall()), toJson(bridgedCall())])).toBeNull();
});

test('what the command line prints: a call with findings, an imported log', async () => {
  const call = await run('call', '+12065550100', '--handler', `${foreign('misbehaving.cjs')}#exits`, '--json');
  const printed = JSON.parse(call.out) as { diagnostics: unknown[] };
  expect(problems(printed)).toBeNull();
  expect(printed.diagnostics.length).toBeGreaterThan(0);
  const log = fileURLToPath(new URL('logs/tail.log', import.meta.url));
  expect(problems(JSON.parse((await run('import', log)).out))).toBeNull();
});

test.each([
  [{}],
  [{ transactionId: 't', events: [{}] }],
  [
    {
      transactionId: 't',
      events: [],
      diagnostics: [{ at: 0, code: 'No Code', level: 'info', message: '', whatToDo: '' }],
    },
  ],
  [{ ...toJson(bridgedCall()), ended: 'yes' }],
])('%j is no trace', (value) => {
  expect(problems(value)).not.toBeNull();
});
