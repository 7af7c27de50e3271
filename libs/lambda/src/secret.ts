import type { SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import type { SecretsClient } from './secrets-client.ts';

export interface SecretOptions {
  /** Of the secret in Secrets Manager. */
  name: string;
  /** Milliseconds. */
  now(): number;
  client?: SecretsManagerClientConfig;
  /** For one request with all its attempts; 1,500 by default. */
  deadlineMs?: number;
}

/** How long a value is good for, milliseconds: then it is asked for again, since it may have been changed. */
const FRESH_MS = 300_000;
/** How long an older value is used for when it can't be, before that is tried once more. */
const RETRY_MS = 30_000;

/**
 * Reads a secret when it is first needed, and keeps it for five minutes.
 * @returns its text; rejects with what Secrets Manager throws while nothing is known yet, and when it has no text
 */
export function createSecret({ name, now, client = {}, deadlineMs = 1_500 }: SecretOptions): () => Promise<string> {
  let loaded: Promise<SecretsClient> | undefined;
  let known: { value: string; until: number } | undefined;
  let reading: Promise<string> | undefined;
  const load = () =>
    (loaded ??= import('./secrets-client.ts').then(({ createSecretsClient }) => createSecretsClient(client)));
  const read = async (): Promise<string> => {
    try {
      const value = await (await load()).read(name, AbortSignal.timeout(deadlineMs));
      if (!value) throw new Error(`The secret ${name} has no text`);
      known = { value, until: now() + FRESH_MS };
    } catch (error) {
      if (!known) throw error;
      known.until = now() + RETRY_MS;
    }
    return known.value;
  };
  return async () => {
    if (known && now() < known.until) return known.value;
    // Whoever needs it at the same time waits for the same request.
    reading ??= read().finally(() => (reading = undefined));
    return reading;
  };
}
