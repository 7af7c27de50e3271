/** The only file that loads the SDK of Secrets Manager; it is imported when a secret is first needed, not at cold start. */
import {
  GetSecretValueCommand,
  SecretsManagerClient,
  type SecretsManagerClientConfig,
} from '@aws-sdk/client-secrets-manager';

export interface SecretsClient {
  /** As text. Rejects with what Secrets Manager throws. */
  read(name: string, abortSignal: AbortSignal): Promise<string | undefined>;
}

export function createSecretsClient(config: SecretsManagerClientConfig): SecretsClient {
  const client = new SecretsManagerClient({ maxAttempts: 3, ...config });
  return {
    async read(SecretId, abortSignal) {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }), { abortSignal });
      return SecretString;
    },
  };
}
