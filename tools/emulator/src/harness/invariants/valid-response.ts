import { checkResponse } from '@patchbay/sma';
import type { DiagnosticCode } from '../../trace/diagnostics.ts';
import type { CallView } from '../run/call-view.ts';
import type { Delivery } from '../run/deliveries.ts';
import type { Breach, Invariant } from './invariant.ts';

/** What a function has done wrong when the emulator says so. */
const CODES: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'invalid-response',
  'too-many-actions',
  'unknown-action',
  'empty-inbound-answer',
  'invalid-action-parameter',
  'leg-not-found',
  'recording-twice',
  'sip-header-refused',
  'invocation-limit',
]);

/** Every response keeps to the contract: its envelope, its limits, and the parameters of every action in it. */
export const validResponse: Invariant = {
  name: 'valid-response',
  check: ({ flow, views, deliveries }) => {
    const allowed = new Set<DiagnosticCode>(flow.allow);
    return [
      ...deliveries.flatMap(problemsOf),
      ...views.flatMap((view) => (view ? diagnosed(view) : [])).filter(({ kind }) => !allowed.has(kind)),
    ];
  },
};

function problemsOf({ event, outcome }: Delivery): Breach[] {
  if (outcome.kind !== 'returned') return [];
  const value: unknown = parsed(outcome.payload);
  return checkResponse(value, event)
    .filter(({ level }) => level === 'error')
    .map(({ path, value: given, rule }) => ({
      kind: `${path.replace(/\d+/g, 'n')} ${rule}`,
      message: `the answer to ${event} is not valid: ${path || 'it'} ${rule} (is ${given})`,
    }));
}

function diagnosed(view: CallView): (Breach & { kind: DiagnosticCode })[] {
  return view.entries.flatMap((entry) => {
    if (entry.type !== 'diagnostic' || !CODES.has(entry.code)) return [];
    if (entry.sequence !== undefined && view.garbled.has(entry.sequence)) return [];
    return [{ kind: entry.code, message: entry.message }];
  });
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
