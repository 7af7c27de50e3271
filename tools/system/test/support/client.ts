import type { Patchbay } from '@patchbay/local';

/** A test waits as long as the machine is busy. */
export const PATIENCE_MS = 60_000;

/** What a client of the test needs besides an endpoint. */
export function clientOf({ local }: Pick<Patchbay, 'local'>) {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = local.variables;
  return { region: local.aws.account.region, credentials: { accessKeyId, secretAccessKey } };
}
