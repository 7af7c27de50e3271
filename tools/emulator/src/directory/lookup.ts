import { peek } from '../aws/peek.ts';
import { Refusal } from '../aws/refusal.ts';

/** The record with this id. Throws NotFound. */
export function find<T>(records: Readonly<Record<string, T>>, id: string, what: string): T {
  const record = peek(records, id);
  if (record === undefined) throw new Refusal('NotFound', `There is no ${what} ${id}`);
  return record;
}

/** Throws ResourceLimitExceeded when there are as many as allowed. */
export function withinQuota(count: number, quota: number, what: string): void {
  if (count < quota) return;
  throw new Refusal('ResourceLimitExceeded', `The account has ${count} ${what}; its quota is ${quota}`);
}

/** E.164 with its plus sign, which AWS lets a caller leave out. */
export function toE164(number: string): string {
  return number.startsWith('+') ? number : `+${number}`;
}
