import type { Patchbay } from '@patchbay/local';

/** The id of the SIP media application that all numbers lead to. */
export function applicationId({ stage, emulator }: Pick<Patchbay, 'stage' | 'emulator'>): string {
  const [number = ''] = Object.keys(stage.numbers);
  const [target] = emulator.directory.route({ number });
  if (!target) throw new Error(`${number} leads nowhere.`);
  return target.application.sipMediaApplicationId;
}
