import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { VirtualClock } from '@patchbay/emulator';
import { startLocal, type Local } from '../src/environment/start-local.ts';
import { findPython } from '../src/functions/python.ts';
import { makeFakePython } from './support/fake-python.ts';

jest.setTimeout(60_000);

const NOWHERE = '/nowhere';
let withSdk: string;
let withoutSdk: string;
beforeAll(async () => {
  [withSdk, withoutSdk] = await Promise.all([makeFakePython(), makeFakePython({ hasSdk: false })]);
});
afterAll(() => Promise.all([withSdk, withoutSdk].map((folder) => rm(folder, { recursive: true }))));

const bin = (folder: string) => join(folder, 'bin');

describe('Python is', () => {
  test('that of the virtual environment, in front of all others', async () => {
    const given = { PATH: bin(withoutSdk), VIRTUAL_ENV: '/another', HOME: '/me' };
    expect(await findPython(withSdk, given)).toEqual({ PATH: `${bin(withSdk)}:${bin(withoutSdk)}`, HOME: '/me' });
  });

  test('that of the machine, where there is no virtual environment', async () => {
    const given = { PATH: bin(withSdk), VIRTUAL_ENV: '/another' };
    expect(await findPython(NOWHERE, given)).toEqual(given);
  });

  test('that of the machine, where the virtual environment is half made', async () => {
    expect(await findPython(withoutSdk, { PATH: bin(withSdk) })).toEqual({ PATH: bin(withSdk) });
  });

  test.each<[string, () => Record<string, string>]>([
    ['there is none', () => ({ PATH: NOWHERE })],
    ['it has no SDK', () => ({ PATH: bin(withoutSdk) })],
  ])('none if %s', async (_, given) => {
    expect(await findPython(NOWHERE, given())).toBeUndefined();
  });
});

describe('a service with functions in Python', () => {
  let local: Local | undefined;
  const lines: string[] = [];
  afterEach(async () => {
    await local?.stop();
    local = undefined;
  });

  async function start(virtualEnvironment: string) {
    local = await startLocal({
      clock: new VirtualClock(),
      services: [join(import.meta.dirname, 'fixture-python')],
      stage: 'test',
      virtualEnvironment,
      environment: { ...process.env, PATH: NOWHERE },
      onLine: (_, line) => lines.push(line),
    });
    const { endpoint } = local.httpApi;
    const get = async (path: string) => {
      const response = await fetch(`${endpoint}${path}`);
      return { status: response.status, body: await response.text() };
    };
    return { get, description: local.services[0]?.description };
  }

  test('runs them', async () => {
    const { get, description } = await start(withSdk);
    expect(description?.functions.map(({ key }) => key)).toEqual(['other', 'snake', 'broken']);
    expect(description?.leftOut).toEqual([]);
    const { status, body } = await get('/snake');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      program: join(bin(withSdk), 'python3'),
      path: 'src/snake',
      first: bin(withSdk),
      COLOUR: 'green',
    });
    expect(lines).toContain('hissing');
    expect(await get('/other')).toEqual({ status: 200, body: 'not a snake' });
  });

  test('is there, whatever becomes of one of them', async () => {
    const { get } = await start(withSdk);
    expect((await get('/broken')).status).toBe(500);
    expect((await get('/snake')).status).toBe(200);
    expect((await get('/broken')).status).toBe(500);
    expect((await get('/other')).status).toBe(200);
  });

  test('is there without them, where there is no Python', async () => {
    const { get, description } = await start(NOWHERE);
    expect(description?.functions.map(({ key }) => key)).toEqual(['other']);
    expect(description?.leftOut.map(({ name }) => name)).toEqual(['snakes-test-snake', 'snakes-test-broken']);
    expect(await get('/snake')).toEqual({ status: 404, body: '{"message":"Not Found"}' });
    expect(await get('/other')).toEqual({ status: 200, body: 'not a snake' });
  });
});
