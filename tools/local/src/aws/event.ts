import type { Clock } from '@patchbay/emulator';
import type { Account } from './account.ts';

/** An event as EventBridge delivers it. */
export interface AwsEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** ISO 8601, UTC, whole seconds. */
  time: string;
  region: string;
  resources: readonly string[];
  detail: unknown;
}

export type EventParts = Pick<AwsEvent, 'source' | 'detail-type' | 'detail'> &
  Partial<Pick<AwsEvent, 'resources' | 'time'>>;

/** What a part of the local run stamps events with. */
export interface Stamp {
  account: Account;
  clock: Clock;
  ids: { uuid: () => string };
}

/** Completes an event with id, account, region and time. */
export function makeEvent({ account, clock, ids }: Stamp, parts: EventParts): AwsEvent {
  return {
    version: '0',
    id: ids.uuid(),
    'detail-type': parts['detail-type'],
    source: parts.source,
    account: account.accountId,
    time: parts.time ?? isoSeconds(clock.now()),
    region: account.region,
    resources: parts.resources ?? [],
    detail: parts.detail,
  };
}

/** `2026-01-05T09:00:00Z`. */
export function isoSeconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
