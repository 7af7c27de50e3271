import { type ContactCentre, openContactCentre } from '../connect/contact-centre.ts';
import type { ContactFlow } from '../connect/flow/flow.ts';
import { parseContactFlow } from '../connect/flow/parse.ts';
import type { ConnectFunctions } from '../connect/run/functions.ts';
import type { Emulator } from '../emulator.ts';
import { seededIds } from '../ids/seeded.ts';
import type { Config } from './config.ts';
import { functionArn } from './functions.ts';
import { readText } from './load.ts';

/** The flow of each contact centre of a configuration, by the centre's name. */
export type ContactFlows = ReadonlyMap<string, ContactFlow>;

/**
 * Reads the contact flows of a configuration, before anything is started.
 * @throws {InputError} a file can't be read, or what is in it can't be run
 */
export async function loadContactFlows(config: Config): Promise<ContactFlows> {
  const flows = new Map<string, ContactFlow>();
  for (const [name, { flow: file, functions, values }] of Object.entries(config.contactCentres)) {
    const arns = Object.entries(functions).map(
      ([placeholder, each]) => [placeholder, functionArn(config, each)] as const,
    );
    const source = await readText(file, 'contact flow');
    flows.set(name, parseContactFlow(source, file, { ...values, ...Object.fromEntries<string>(arns) }));
  }
  return flows;
}

/** So far from the seeds of calls that no contact has the id of a leg. */
const SEEDS_APART = 1_000_003;

/** Lets the contact centres of a configuration answer their numbers. Functions are invoked without the faults of calls. */
export function openContactCentres(
  emulator: Emulator,
  { contactCentres, accountId, region }: Config,
  flows: ContactFlows,
  { functions, seed = 1 }: { functions: ConnectFunctions; seed?: number | undefined },
): Map<string, ContactCentre> {
  const ids = seededIds(seed + SEEDS_APART);
  const instanceArn = `arn:aws:connect:${region}:${accountId}:instance/${ids.uuid()}`;
  return new Map(
    [...flows].map(([name, flow]) => {
      const numbers = contactCentres[name]?.numbers ?? [];
      return [name, openContactCentre(emulator, { flow, numbers, functions, ids, instanceArn })];
    }),
  );
}
