import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Variant, deployed, eager, empty } from '../bundle/variants.ts';
import { importOnce } from '../bundle/import-once.ts';
import { median } from '../statistics.ts';
import type { Row, Suite } from '../suite.ts';

const RUNS = 15;

/** sma-handler as it is deployed. */
export const bundle: Suite = {
  name: 'bundle',
  about: 'sma-handler as packaged for deployment, imported by a fresh process each time; medians',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'bench-bundle-'));
    try {
      const asDeployed = await deployed(join(folder, 'deployed'));
      const allAtOnce = await eager(join(folder, 'eager'));
      const nothing = await empty(join(folder, 'empty'));
      const times = await importTimes([asDeployed, allAtOnce, nothing], asDeployed.environment);
      const [ours = NaN, eagerly = NaN, bare = NaN] = times;
      const loaded = await Promise.all(
        [asDeployed, allAtOnce].map(async ({ file }) => (await importOnce(file, asDeployed.environment)).bytes),
      );
      const besideEager = (value: number) => ({ comparedWith: { what: 'every SDK client loaded eagerly', value } });
      const kilobytes = (what: string, value: number, eagerValue: number): Row => {
        return { what, value: value / 1_024, unit: 'KB', ...besideEager(eagerValue / 1_024) };
      };
      return [
        { what: 'import', value: ours, unit: 'ms', target: '≤ 35', ...besideEager(eagerly) },
        { what: 'import of an empty handler', value: bare, unit: 'ms' },
        { ...kilobytes('zip', asDeployed.zipBytes, allAtOnce.zipBytes), target: '≤ 400' },
        { ...kilobytes('read by a cold start', loaded[0] ?? NaN, loaded[1] ?? NaN), target: '≤ 400' },
        kilobytes('all files of the zip', asDeployed.bytes, allAtOnce.bytes),
      ];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** Each variant in turn, so that whatever else the machine does hits all alike. */
async function importTimes(variants: readonly Variant[], environment: Variant['environment']): Promise<number[]> {
  const times = variants.map((): number[] => []);
  for (let run = 0; run < RUNS; run++) {
    for (const [index, { file }] of variants.entries()) {
      times[index]?.push((await importOnce(file, environment)).ms);
    }
  }
  return times.map(median);
}
