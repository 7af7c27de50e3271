import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStage, type Stage } from '@patchbay/config';
import { ROOT, STAGE } from './workspace.ts';

const folder = join(ROOT, 'libs/config/stages');
/** Ignored by git, so that nobody deploys it to AWS. */
const file = join(folder, `${STAGE}.json`);

/** Numbers that the account has before anything is deployed: they are adopted, and not given back. */
export const EXISTING = ['+12065550110', '+12065550111', '+12065550112', '+12065550113'];

/** How many numbers the account may have: those that it has, four that are ordered, and one more. */
export const NUMBER_QUOTA = EXISTING.length + 5;

/** What the stage has otherwise than dev: most of its numbers are ordered. */
export const stageSettings = {
  bucketPrefix: 'rehearsal',
  numbers: Object.fromEntries(EXISTING.map((number) => [number, 'take-back-and-transfer'])),
  telephony: {
    orders: {
      menu: { flow: 'ivr', areaCode: '206' },
      conference: { flow: 'update-call', areaCode: '425' },
      meetings: { flow: 'meeting-dialer', areaCode: '206' },
    },
    voiceConnector: {
      termination: { callingRegions: ['US'], cidrs: ['198.51.100.8/32'] },
      origination: [{ host: 'pbx.example.com' }],
      orders: { desk: { state: 'WA' } },
    },
  },
};

/** Makes the stage, dev's with some changes, and reads it. @throws {StageError} a setting is not allowed */
export function writeStage(changes: object = {}): Stage {
  const dev = JSON.parse(readFileSync(join(folder, 'dev.json'), 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...dev, ...stageSettings, ...changes }, null, 2));
  return readStage(STAGE);
}

export function removeStage(): void {
  rmSync(file, { force: true });
}
