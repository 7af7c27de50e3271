import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../test/support/command.ts';
import { invokeRequest } from '../../test/support/invoke-request.ts';

const { event } = invokeRequest();
const hangup = { SchemaVersion: '1.0', Actions: [{ Type: 'Hangup', Parameters: { SipResponseCode: '0' } }] };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each<[content: unknown, code: number, lines: string[]]>([
  [event, 0, ['F: a valid NEW_INBOUND_CALL event']],
  [hangup, 0, ['F: a valid response']],
  [[event, hangup], 0, ['F[0]: a valid NEW_INBOUND_CALL event', 'F[1]: a valid response']],
  [{ ...event, Sequence: 'one' }, 1, ['F: error: Sequence must be a number (is "one")']],
  [
    { statusCode: 200, body: '{}' },
    1,
    ['F: error: SchemaVersion must be "1.0" at the top: this is an answer for API Gateway (is missing)'],
  ],
  [{ SchemaVersion: '1.0', Actions: [{ Type: 'Dance', Parameters: {} }] }, 1, ['F: error: Actions[0].Type ']],
  ['hello', 1, ['F: error: response must be an object, not text, a list or nothing (is "hello")']],
])('%j', async (content, code, lines) => {
  const file = join(folder, 'file.json');
  await writeFile(file, JSON.stringify(content));
  const ran = await run('validate', file);
  expect(ran).toMatchObject({ code, error: '' });
  const printed = ran.out.replaceAll(file, 'F');
  for (const line of lines) expect(printed).toContain(line);
});
