import type { Patchbay } from '@patchbay/local';

/** What a client of the test needs besides an endpoint. */
export function clientOf({ local }: Pick<Patchbay, 'local'>) {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = local.variables;
  return { region: local.aws.account.region, credentials: { accessKeyId, secretAccessKey } };
}
