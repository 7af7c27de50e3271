import {
  createLogger,
  createTokenVerifier,
  HttpProblem,
  type HttpHandlerOptions,
  type LogLevel,
} from '@patchbay/lambda';
import { createSettings, type Settings, type Telephony } from '@patchbay/repositories';

export interface SignedInEnvironment {
  LOG_LEVEL: LogLevel;
  SETTINGS_TABLE: string;
  ALLOWED_DOMAIN: string;
}

export interface SignedIn {
  /** For `httpHandler`. */
  options: Pick<HttpHandlerOptions<never>, 'logger' | 'verify'>;
  telephony(): Promise<Telephony>;
}

/** What all functions of the API have around their work. */
export function signedIn({ LOG_LEVEL, SETTINGS_TABLE, ALLOWED_DOMAIN }: SignedInEnvironment): SignedIn {
  const settings = createSettings({ table: SETTINGS_TABLE });
  return {
    options: {
      logger: createLogger({ serviceName: 'call-control-api', logLevel: LOG_LEVEL }),
      verify: createTokenVerifier({
        settings: once(() => settings.signIn(), 'sign-in'),
        allowedDomain: ALLOWED_DOMAIN,
      }),
    },
    telephony: once(() => settings.telephony(), 'telephony'),
  };
}

/** Reads a setting when it is first needed, and keeps it once it is there: it changes with a deployment only. */
function once<T>(read: () => Promise<T | undefined>, name: keyof Settings | 'sign-in'): () => Promise<T> {
  let kept: T | undefined;
  return async () => {
    kept ??= await read();
    if (kept !== undefined) return kept;
    throw new HttpProblem(503, 'not-set-up', 'This has not been set up yet', {
      detail: `The settings have no ${name}: deploy infra.`,
    });
  };
}
