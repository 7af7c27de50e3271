import type { LegKind, TraceEntry } from './entry.ts';
import type { CallRecord } from './recorder.ts';

/** Milliseconds since the call began; `open`: still so when the record ends, which is then its end. */
export interface Stretch {
  from: number;
  to: number;
  open: boolean;
}

/** When a leg was what. Times are milliseconds since the call began. */
export interface LegTime {
  callId: string;
  tag: 'LEG-A' | 'LEG-B';
  kind: LegKind;
  /** The telephone's own number, or the other end of the leg. */
  number: string;
  start: number;
  answered: number | undefined;
  /** Of the leg, or of the record while it is up. */
  end: number;
  open: boolean;
  sipCode: number | undefined;
  /** From answer to end; 0 when it was never answered. */
  connectedMs: number;
  bridged: Stretch[];
  /** Connected to nobody and with nothing done for it, after the other leg of its bridge had ended. */
  stranded: Stretch[];
}

type Growing = LegTime & {
  bridgedSince?: number;
  strandedSince?: number;
  /** The other leg of its last bridge has ended. */
  survivor?: boolean;
};

/** The function is given this long to do something for a leg that is left; less is not even one step of billing. */
const NOT_STRANDED_YET_MS = 6_000;

/** All legs of a call, in the order in which they came up. */
export function legTimes({ entries, startedAt }: CallRecord): LegTime[] {
  const legs = new Map<string, Growing>();
  let now = 0;
  for (const entry of entries) {
    now = Math.max(now, entry.at - startedAt);
    follow(legs, entry, entry.at - startedAt);
  }
  return [...legs.values()].map((leg) => finished(leg, now));
}

function follow(legs: Map<string, Growing>, entry: TraceEntry, at: number): void {
  switch (entry.type) {
    case 'leg':
      return followLeg(legs, entry, at);
    case 'bridge':
      for (const callId of [entry.callIdA, entry.callIdB]) {
        const leg = legs.get(callId);
        if (leg) followBridge(leg, entry.state, at);
      }
      return;
    case 'action': {
      const leg = legs.get(entry.callId ?? '');
      if (leg && entry.phase === 'started') closeStranded(leg, at);
      else if (leg?.open && leg.survivor) leg.strandedSince ??= at;
      return;
    }
    default:
      return;
  }
}

function followLeg(legs: Map<string, Growing>, entry: Extract<TraceEntry, { type: 'leg' }>, at: number): void {
  const leg = legs.get(entry.callId) ?? begin(entry, at);
  legs.set(entry.callId, leg);
  if (entry.sipCode !== undefined) leg.sipCode = entry.sipCode;
  if (entry.state === 'connected') leg.answered ??= at;
  if (entry.state !== 'disconnected' || !leg.open) return;
  closeStranded(leg, at);
  closeBridge(leg, at);
  leg.open = false;
  leg.end = at;
}

function begin({ callId, tag, kind, from, to }: Extract<TraceEntry, { type: 'leg' }>, at: number): Growing {
  const number = kind === 'caller' ? from : to;
  const nothing = { answered: undefined, sipCode: undefined, connectedMs: 0, bridged: [], stranded: [] };
  return { callId, tag, kind, number, start: at, end: at, open: true, ...nothing };
}

function followBridge(leg: Growing, state: 'up' | 'down', at: number): void {
  closeStranded(leg, at);
  closeBridge(leg, at);
  if (!leg.open) return;
  leg.survivor = state === 'down';
  if (leg.survivor) leg.strandedSince = at;
  else leg.bridgedSince = at;
}

function closeBridge(leg: Growing, at: number, open = false): void {
  if (leg.bridgedSince !== undefined) leg.bridged.push({ from: leg.bridgedSince, to: at, open });
  delete leg.bridgedSince;
}

function closeStranded(leg: Growing, at: number, open = false): void {
  const from = leg.strandedSince;
  if (from !== undefined && at - from >= NOT_STRANDED_YET_MS) leg.stranded.push({ from, to: at, open });
  delete leg.strandedSince;
}

function finished(leg: Growing, now: number): LegTime {
  if (leg.open) {
    closeStranded(leg, now, true);
    closeBridge(leg, now, true);
    leg.end = now;
  }
  const { bridgedSince: _bridged, strandedSince: _stranded, survivor: _survivor, ...times } = leg;
  return { ...times, connectedMs: leg.answered === undefined ? 0 : leg.end - leg.answered };
}
