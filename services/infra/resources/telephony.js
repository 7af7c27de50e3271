/** For serverless.yml: what follows from the numbers of the stage. */
import { telephonyTemplate } from '../src/telephony/template.ts';

/** @param {{ resolveVariable(address: string): Promise<any> }} serverless */
export async function telephony({ resolveVariable }) {
  return telephonyTemplate(await resolveVariable('self:custom.stage'));
}
