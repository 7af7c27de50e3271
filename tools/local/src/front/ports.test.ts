import { expect, test } from '@jest/globals';
import { freePorts } from '../http/free-port.ts';
import { listen } from '../http/listen.ts';
import { FIXED_PORTS, type Ports, requireFree } from './ports.ts';

async function free(): Promise<Ports> {
  const names = Object.keys(FIXED_PORTS.aws) as (keyof Ports['aws'])[];
  const [emulator = 0, services = 0, httpApi = 0, ...aws] = await freePorts(3 + names.length);
  return {
    emulator,
    services,
    httpApi,
    aws: Object.fromEntries(names.map((name, i) => [name, aws[i]])) as Ports['aws'],
  };
}

test('free ports are fine, and free afterwards', async () => {
  const ports = await free();
  await requireFree(ports, 0);
  await requireFree(ports, 0);
});

test('names every port that is taken, and the way out', async () => {
  const ports = await free();
  const others = await Promise.all([
    listen(() => undefined, ports.emulator),
    listen(() => undefined, ports.aws.S3),
    listen(() => undefined, ports.services),
  ]);
  try {
    await expect(requireFree(ports, 1)).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringMatching(
        `^Ports ${ports.emulator} \\(the emulator\\), ${ports.aws.S3} \\(S3\\), ${ports.services} \\(a service\\).* are taken: .* npm start -- --ports free$`,
      ),
    });
  } finally {
    for (const other of others) await other.stop();
  }
});

test('no fixed port is used twice', () => {
  const { emulator, aws, httpApi, services } = FIXED_PORTS;
  const single = [emulator, httpApi, ...Object.values(aws)];
  expect(new Set(single).size).toBe(single.length);
  expect(Math.max(...single)).toBeLessThan(services);
});
