import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createRouter } from '../src/index.ts';
import { failed, inbound, legA, succeeded } from './events.ts';
import { helloFlow } from './example.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');

test('the example of the README is this one', () => {
  expect(read('../README.md')).toContain(read('example.ts'));
});

test('and it works', async () => {
  const reports: unknown[] = [];
  const route = createRouter({
    flows: [helloFlow],
    deps: { agents: '+12065550111' },
    flowFor: () => 'hello',
    report: (entry) => reports.push(entry),
  });

  expect(await route(inbound())).toMatchObject({
    Actions: [{ Type: 'SpeakAndGetDigits', Parameters: { SpeechParameters: { TextType: 'ssml' } } }],
    TransactionAttributes: { flow: 'hello' },
  });
  expect(await route(succeeded('SpeakAndGetDigits', {}, { ReceivedDigits: '1' }))).toMatchObject({
    Actions: [{ Type: 'CallAndBridge', Parameters: { CallerIdNumber: legA().From } }],
    TransactionAttributes: { pressed: '1' },
  });
  expect(await route(failed('CallAndBridge'))).toMatchObject({ Actions: [{ Type: 'Speak' }, { Type: 'Hangup' }] });
  expect(reports).toEqual([]);
});
