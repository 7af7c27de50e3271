import type { Action, ActionOf, ActionType, ParticipantTag } from '@patchbay/sma';
import type { LegKind, TraceEntry } from '../../trace/entry.ts';
import type { Start } from '../history.ts';

export interface LegView {
  readonly callId: string;
  readonly tag: ParticipantTag;
  readonly kind: LegKind;
  readonly to: string;
  state: 'ringing' | 'connected' | 'disconnected';
  bridged: boolean;
  /** What ReceiveDigits listens for. */
  listensFor?: ActionOf<'ReceiveDigits'>;
}

/** A call of a history, as its trace shows it. */
export class CallView {
  readonly index: number;
  readonly start: Start;
  readonly transactionId: string;
  readonly entries: TraceEntry[] = [];
  readonly legs: LegView[] = [];
  /** Answers that a fault replaced, by the sequence of their event. */
  readonly garbled = new Set<number>();
  attributes: Readonly<Record<string, unknown>> = {};
  running: { action: Action; callId: string | undefined } | undefined;
  /** The sequence of the event that has no answer yet. */
  asking: number | undefined;
  /** The sequence of the latest HANGUP, which perhaps never reached the function. */
  hangup = 0;
  ended = false;

  constructor(index: number, start: Start, transactionId: string) {
    this.index = index;
    this.start = start;
    this.transactionId = transactionId;
  }

  /** The leg of this tag; of several that were LEG-B, the last. */
  leg(tag: ParticipantTag): LegView | undefined {
    return this.legs.findLast((leg) => leg.tag === tag);
  }

  get connected(): readonly LegView[] {
    return this.legs.filter(({ state }) => state === 'connected');
  }

  runs(...types: readonly ActionType[]): boolean {
    return this.running !== undefined && types.includes(this.running.action.Type);
  }

  observe(entry: TraceEntry): void {
    this.entries.push(entry);
    switch (entry.type) {
      case 'leg':
        this.#leg(entry);
        return;
      case 'bridge':
        for (const leg of this.legs) leg.bridged ||= leg.callId === entry.callIdA || leg.callId === entry.callIdB;
        return;
      case 'action':
        this.#action(entry);
        return;
      case 'invocation':
        if (entry.event.Sequence === this.asking && !entry.ignored) this.asking = undefined;
        return;
      case 'attributes':
        this.attributes = entry.attributes;
        return;
      case 'call-ended':
        this.ended = true;
        return;
      default:
        return;
    }
  }

  #leg({ callId, tag, kind, to, state }: Extract<TraceEntry, { type: 'leg' }>): void {
    const leg = this.legs.find((known) => known.callId === callId);
    if (leg) leg.state = state;
    else this.legs.push({ callId, tag, kind, to, state, bridged: false });
  }

  #action({ phase, action, callId }: Extract<TraceEntry, { type: 'action' }>): void {
    if (phase === 'started') {
      this.running = { action, callId };
      return;
    }
    if (this.running?.action === action) this.running = undefined;
    if (action.Type !== 'ReceiveDigits' || phase !== 'succeeded') return;
    const leg = this.legs.find((known) => known.callId === callId);
    if (leg) leg.listensFor = action;
  }
}
