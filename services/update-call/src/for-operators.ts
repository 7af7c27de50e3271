import { OPERATORS, signedInOptions, type HttpHandlerOptions, type LogLevel } from '@patchbay/lambda';
import { createSettings } from '@patchbay/repositories';

export interface SignedInEnvironment {
  LOG_LEVEL: LogLevel;
  SETTINGS_TABLE: string;
  ALLOWED_DOMAIN: string;
}

/** For `httpHandler`: what all functions of the service have around their work. They are for operators only. */
export function forOperators({
  LOG_LEVEL,
  SETTINGS_TABLE,
  ALLOWED_DOMAIN,
}: SignedInEnvironment): Pick<HttpHandlerOptions<never>, 'logger' | 'verify'> & { group: string } {
  const settings = createSettings({ table: SETTINGS_TABLE });
  const options = signedInOptions({
    serviceName: 'update-call',
    logLevel: LOG_LEVEL,
    allowedDomain: ALLOWED_DOMAIN,
    signIn: () => settings.signIn(),
  });
  return { ...options, group: OPERATORS };
}
