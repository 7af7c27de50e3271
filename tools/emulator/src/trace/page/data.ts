/** What the page shows, as plain data: it is embedded as JSON and drawn by the scripts in `client/`. */
import { bill, type Bill } from '../bill.ts';
import { legTimes, type LegTime } from '../leg-times.ts';
import type { CallRecord } from '../recorder.ts';
import { timelineOf, type Timeline } from '../timeline.ts';
import { attributeChanges, type AttributeChange } from './attribute-changes.ts';
import { boundedEntries, shortened, type BoundedEntry } from './bounded.ts';
import { findingsOf, type Finding } from './findings.ts';
import type { PriceList } from './prices.ts';

export interface PageData {
  transactionId: string;
  direction: 'Inbound' | 'Outbound';
  from: string;
  to: string;
  /** Call time, milliseconds since the epoch. */
  startedAt: number;
  /** Milliseconds since the call began: its end, or the last thing known of it. */
  durationMs: number;
  /** Why it ended; undefined while it is up. */
  ended: string | undefined;
  parties: Timeline['parties'];
  steps: PageStep[];
  /** By the index that a step has; null where there was no room for it. */
  entries: (BoundedEntry | null)[];
  legs: LegTime[];
  findings: Finding[];
  attributes: AttributeChange[];
  /** Entries that are invocations, by index. */
  invocations: number[];
  bill: Bill;
  /** Entries that were not recorded. */
  omitted: number;
}

export type PageStep = Timeline['steps'][number] & {
  /** Whether the two legs are bridged here. */
  bridged?: true;
};

/** Longer texts of a step are cut; its entry has them whole. */
const MAX_STEP_TEXT = 1_000;

export function pageData(record: CallRecord, prices?: PriceList): PageData {
  const { parties, steps } = timelineOf(record);
  const started = record.entries.find((entry) => entry.type === 'call-started');
  const ended = record.entries.findLast((entry) => entry.type === 'call-ended');
  const last = record.entries.reduce((latest, { at }) => Math.max(latest, at), record.startedAt);
  return {
    transactionId: record.transactionId,
    direction: started?.direction ?? 'Inbound',
    from: started?.from ?? '',
    to: started?.to ?? '',
    startedAt: record.startedAt,
    durationMs: (record.endedAt ?? last) - record.startedAt,
    ended: ended?.reason,
    parties,
    steps: withBridges(record, steps),
    entries: boundedEntries(record.entries),
    legs: legTimes(record),
    findings: findingsOf(record, steps),
    attributes: attributeChanges(record),
    invocations: record.entries.flatMap(({ type }, index) => (type === 'invocation' ? [index] : [])),
    bill: bill(record, prices),
    omitted: record.omitted,
  };
}

function withBridges({ entries }: CallRecord, steps: Timeline['steps']): PageStep[] {
  let bridged = false;
  let next = 0;
  return steps.map((step) => {
    for (; next <= step.entry; next++) {
      const entry = entries[next];
      if (entry?.type === 'bridge') bridged = entry.state === 'up';
    }
    return { ...step, text: shortened(step.text, MAX_STEP_TEXT), ...(bridged && { bridged }) };
  });
}
