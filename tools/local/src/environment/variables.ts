import { devNull } from 'node:os';
import { LOCAL_CREDENTIALS } from '../aws/credentials.ts';
import type { LocalAws } from './start-aws.ts';

/** What an SDK client needs to find the local AWS, and nothing else: no profile, no credentials of this machine. */
export function awsVariables({ account, endpoints }: Pick<LocalAws, 'account' | 'endpoints'>): Record<string, string> {
  return {
    ...Object.fromEntries(
      Object.entries(endpoints).map(([service, endpoint]) => [`AWS_ENDPOINT_URL_${service}`, endpoint]),
    ),
    AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
    AWS_REGION: account.region,
    AWS_DEFAULT_REGION: account.region,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** The environment without what would lead an SDK client, or the Serverless command line, to a real account. */
export function withoutAws(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('AWS_') && !name.startsWith('NODE_OPTIONS'));
  return Object.fromEntries(kept) as Record<string, string>;
}
