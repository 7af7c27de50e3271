import { OPERATORS, type SignedInEnvironment, signedInOptions } from '@patchbay/lambda';
import { createSettings } from '@patchbay/repositories';

/** For `httpHandler`: what all functions of the service have around their work. They are for operators only. */
export function forOperators(environment: SignedInEnvironment): ReturnType<typeof signedInOptions> & { group: string } {
  const settings = createSettings({ table: environment.SETTINGS_TABLE });
  return { ...signedInOptions('update-call', environment, settings), group: OPERATORS };
}
