import { beforeEach } from '@jest/globals';
import type { Answer, Flow, Handler, ReportEntry, RouterOptions } from '../src/index.ts';
import { createRouter } from '../src/index.ts';
import { A } from './events.ts';

export interface Deps {
  log: string[];
}

/** A router with one flow, `ivr`, which every call belongs to; its reports and dependencies, empty before each test. */
export function harness() {
  const reports: ReportEntry[] = [];
  const deps: Deps = { log: [] };
  beforeEach(() => {
    reports.length = 0;
    deps.log.length = 0;
  });
  const router = (flow: Partial<Flow<Deps>>, options: Partial<RouterOptions<Deps>> = {}) =>
    createRouter<Deps>({
      flows: [{ name: 'ivr', on: {}, ...flow }],
      deps,
      flowFor: () => 'ivr',
      report: (entry) => reports.push(entry),
      apology: { Text: 'Sorry.' },
      ...options,
    });
  return { reports, deps, router, codes: () => reports.map(({ code }) => code) };
}

export const sorry = { Type: 'Speak', Parameters: { Text: 'Sorry.', CallId: A } };
export const bye = (CallId: string) => ({ Type: 'Hangup', Parameters: { CallId, SipResponseCode: '0' } });
export const inFlow = (attributes: Record<string, unknown> = {}) => ({ attributes: { flow: 'ivr', ...attributes } });

export const always =
  (answer: Answer): Handler<Deps> =>
  () =>
    answer;

export const broken: Handler<Deps> = () => {
  throw new Error('the table is gone');
};
