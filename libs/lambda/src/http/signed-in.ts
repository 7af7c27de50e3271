import { createLogger, type LogLevel } from '../logger.ts';
import { createTokenVerifier, type TokenSettings } from '../sign-in/token-verifier.ts';
import type { HttpHandlerOptions } from './http-handler.ts';
import { keptSetting } from './kept-setting.ts';

/** What `signedInSettings` reads. */
export interface SignedInEnvironment {
  LOG_LEVEL: LogLevel;
  SETTINGS_TABLE: string;
  ALLOWED_DOMAIN: string;
}

/**
 * For `httpHandler`: what all functions of the HTTP API have around their work.
 * @param settings the settings table, which knows who signs people in
 */
export function signedInOptions(
  serviceName: string,
  { LOG_LEVEL, ALLOWED_DOMAIN }: SignedInEnvironment,
  settings: { signIn(): Promise<TokenSettings | undefined> },
): Pick<HttpHandlerOptions<never>, 'logger' | 'verify'> {
  return {
    logger: createLogger({ serviceName, logLevel: LOG_LEVEL }),
    verify: createTokenVerifier({
      settings: keptSetting(() => settings.signIn(), 'sign-in'),
      allowedDomain: ALLOWED_DOMAIN,
    }),
  };
}
