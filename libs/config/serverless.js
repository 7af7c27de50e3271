/** For a serverless.yml: `${file(../../libs/config/serverless.js):stage.region}` is the region of the stage at hand. */
import { readStage } from '@patchbay/config';

/** @param {{ resolveVariable(address: string): Promise<unknown> }} serverless */
export async function stage({ resolveVariable }) {
  return readStage(String(await resolveVariable('sls:stage')));
}
