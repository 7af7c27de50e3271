import { createLogger, type LogLevel } from '../logger.ts';
import { createTokenVerifier, type TokenSettings } from '../sign-in/token-verifier.ts';
import type { HttpHandlerOptions } from './http-handler.ts';
import { keptSetting } from './kept-setting.ts';

export interface SignedInOptions {
  serviceName: string;
  logLevel: LogLevel;
  /** Of e-mail addresses; empty for any. */
  allowedDomain: string;
  /** Who signs people in, as the settings table has it. */
  signIn(): Promise<TokenSettings | undefined>;
}

/** For `httpHandler`: what all functions of the HTTP API have around their work. */
export function signedInOptions({
  serviceName,
  logLevel,
  allowedDomain,
  signIn,
}: SignedInOptions): Pick<HttpHandlerOptions<never>, 'logger' | 'verify'> {
  return {
    logger: createLogger({ serviceName, logLevel }),
    verify: createTokenVerifier({ settings: keptSetting(signIn, 'sign-in'), allowedDomain }),
  };
}
