import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../test/support/command.ts';
import { foreign } from '../../test/support/foreign.ts';

// Starting processes takes as long as the machine is busy.
jest.setTimeout(60_000);

const call = ['call', '+12065550100', '--handler', `${foreign('async.cjs')}#menu`, '--press', '1', '--json'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('patchbay call --html writes the page beside what it prints', async () => {
  const file = join(folder, 'call.html');
  const { code, out, error } = await run(...call, '--html', file);
  expect({ code, error }).toEqual({ code: 0, error: `The call as a page: ${file}\n` });
  expect(JSON.parse(out)).toHaveProperty('transactionId');
  expect(await readFile(file, 'utf8')).toMatch(/^<!doctype html>.*This is sales.*<\/html>\n$/s);
});

test('with prices of its own', async () => {
  const [file, prices] = [join(folder, 'priced.html'), join(folder, 'prices.yaml')];
  await writeFile(prices, 'inbound-minute: 0.0022\n');
  const { code } = await run(...call, '--html', file, '--prices', prices);
  expect(code).toBe(0);
  expect(await readFile(file, 'utf8')).toContain('"usd":0.0022,"per":1,"unit":"minute","source":"own"');
});

test('prices without a page', async () => {
  const { code, error } = await run(...call, '--prices', 'prices.yaml');
  expect({ code, error }).toEqual({ code: 2, error: '--prices goes with --html FILE\n' });
});

test('a page that can not be written', async () => {
  const file = join(folder, 'no-such-folder', 'call.html');
  const { code, error } = await run(...call, '--html', file);
  expect(code).toBe(2);
  expect(error).toMatch(new RegExp(`^--html: cannot write ${file}: ENOENT`));
});
