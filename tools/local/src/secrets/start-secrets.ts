import { createHash } from 'node:crypto';
import * as z from 'zod';
import { arn } from '../aws/account.ts';
import { AwsError } from '../aws/error.ts';
import type { Stamp } from '../aws/event.ts';
import { startJsonService } from '../http/json-service.ts';
import type { Listening } from '../http/listen.ts';

export interface SecretsOptions extends Stamp {
  port?: number;
}

/** A secret to create, with its value, or with how one is made up. */
export type SecretSpec =
  { name: string; value: string } | { name: string; generated: { length: number; noPunctuation: boolean } };

/** AWS Secrets Manager in memory: what the templates have, each with one version. */
export interface LocalSecrets extends Listening {
  /** Does nothing when there is one of that name. */
  createSecret(secret: SecretSpec): void;
}

interface Secret {
  ARN: string;
  Name: string;
  VersionId: string;
  SecretString: string;
  /** Seconds since the epoch. */
  CreatedDate: number;
}

/** AWS ends the ARN of each secret in six characters of its own. */
export const ARN_SUFFIX = '-AbCdEf';
const CURRENT = 'AWSCURRENT';

const GetSecretValue = z.object({
  SecretId: z.string().min(1).max(2_048),
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
});

/** Values that are made up follow from `ids`: as random as these, and the same whenever they are. */
export async function startSecrets({ account, clock, ids, port }: SecretsOptions): Promise<LocalSecrets> {
  const secrets = new Map<string, Secret>();

  function get(input: unknown): object {
    const { SecretId, VersionId, VersionStage = CURRENT } = GetSecretValue.parse(input);
    const secret = [...secrets.values()].find(({ Name, ARN }) =>
      [Name, ARN, ARN.slice(0, -ARN_SUFFIX.length)].includes(SecretId),
    );
    if (!secret) throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    if (VersionStage !== CURRENT || (VersionId !== undefined && VersionId !== secret.VersionId)) {
      throw new AwsError(
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret value for ${VersionId ?? `staging label: ${VersionStage}`}`,
      );
    }
    return { ...secret, VersionStages: [CURRENT] };
  }

  const server = await startJsonService({
    targetPrefix: 'secretsmanager',
    validationError: 'InvalidParameterException',
    operations: { GetSecretValue: get },
    ...(port !== undefined && { port }),
  });
  return {
    ...server,
    createSecret(secret) {
      const { name } = secret;
      if (secrets.has(name)) return;
      secrets.set(name, {
        ARN: arn(account, 'secretsmanager', `secret:${name}${ARN_SUFFIX}`),
        Name: name,
        VersionId: ids.uuid(),
        SecretString: 'value' in secret ? secret.value : generate(secret.generated, ids.uuid()),
        CreatedDate: clock.now() / 1_000,
      });
    },
  };
}

const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

function generate({ length, noPunctuation }: { length: number; noPunctuation: boolean }, seed: string): string {
  const characters = LETTERS_AND_DIGITS + (noPunctuation ? '' : PUNCTUATION);
  const bytes = createHash('shake256', { outputLength: length }).update(seed).digest();
  return [...bytes].map((byte) => characters[byte % characters.length]).join('');
}
