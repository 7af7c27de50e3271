import { keptSetting, signedInOptions, type LogLevel } from '@patchbay/lambda';
import { createSettings, type Telephony } from '@patchbay/repositories';

export interface SignedInEnvironment {
  LOG_LEVEL: LogLevel;
  SETTINGS_TABLE: string;
  ALLOWED_DOMAIN: string;
}

export interface SignedIn {
  /** For `httpHandler`. */
  options: ReturnType<typeof signedInOptions>;
  telephony(): Promise<Telephony>;
}

/** What all functions of the API have around their work. */
export function signedIn({ LOG_LEVEL, SETTINGS_TABLE, ALLOWED_DOMAIN }: SignedInEnvironment): SignedIn {
  const settings = createSettings({ table: SETTINGS_TABLE });
  return {
    options: signedInOptions({
      serviceName: 'call-control-api',
      logLevel: LOG_LEVEL,
      allowedDomain: ALLOWED_DOMAIN,
      signIn: () => settings.signIn(),
    }),
    telephony: keptSetting(() => settings.telephony(), 'telephony'),
  };
}
