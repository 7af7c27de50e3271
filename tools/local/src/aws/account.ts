/** The account, as it appears in ARNs and events. */
export interface Account {
  accountId: string;
  region: string;
}

/** No AWS account has this number; fauxqs uses it in the ARNs of its queues. */
export const LOCAL_ACCOUNT_ID = '000000000000';

export function arn(account: Account, service: string, resource: string): string {
  return `arn:aws:${service}:${account.region}:${account.accountId}:${resource}`;
}

/** The last part of an ARN, or the text itself when it is only a name. */
export function nameFromArn(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf(':') + 1);
}
