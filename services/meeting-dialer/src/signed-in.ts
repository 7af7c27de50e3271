import { keptSetting, type SignedInEnvironment, signedInOptions } from '@patchbay/lambda';
import { createSettings, type Telephony } from '@patchbay/repositories';

export const SERVICE = 'meeting-dialer';

export interface SignedIn {
  /** For `httpHandler`. */
  options: ReturnType<typeof signedInOptions>;
  telephony(): Promise<Telephony>;
}

/** What all functions for people who have signed in have around their work. */
export function signedIn(environment: SignedInEnvironment): SignedIn {
  const settings = createSettings({ table: environment.SETTINGS_TABLE });
  return {
    options: signedInOptions(SERVICE, environment, settings),
    telephony: keptSetting(() => settings.telephony(), 'telephony'),
  };
}
