import { keptSetting, type SignedInEnvironment, signedInOptions } from '@patchbay/lambda';
import { createSettings, type Telephony } from '@patchbay/repositories';

export interface SignedIn {
  /** For `httpHandler`. */
  options: ReturnType<typeof signedInOptions>;
  telephony(): Promise<Telephony>;
}

/** What all functions of the API have around their work. */
export function signedIn(environment: SignedInEnvironment): SignedIn {
  const settings = createSettings({ table: environment.SETTINGS_TABLE });
  return {
    options: signedInOptions('call-control-api', environment, settings),
    telephony: keptSetting(() => settings.telephony(), 'telephony'),
  };
}
