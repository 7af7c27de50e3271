import type { Clock } from '../clock/clock.ts';
import type { LegEvents, Network, OutboundInvite } from '../engine/ports.ts';
import type { TraceDetail, TraceSink } from '../trace/entry.ts';
import { attend } from './attend.ts';
import { type Attendant, serve } from './attendant.ts';
import { DEFAULT_FAR_END, type FarEnd, SIP_CANCELLED } from './far-end.ts';
import type { Line } from './line.ts';
import { Phone, type PlaceCall } from './phone.ts';

export interface ExchangeOptions {
  clock: Clock;
  trace: TraceSink;
  farEnds?: Readonly<Record<string, FarEnd>>;
  placeCall: PlaceCall;
}

/** From the tone to the first word. */
const BREATH_MS = 300;

/** The telephone network: every number in the world has a phone, and calls connect them with the service. */
export class Exchange implements Network {
  readonly clock: Clock;
  readonly #trace: TraceSink;
  readonly #farEndsAtStart: readonly [string, FarEnd][];
  #farEnds: Map<string, FarEnd>;
  readonly #placeCall: PlaceCall;
  readonly #phones = new Map<string, Phone>();
  readonly #lines = new Map<string, Line>();
  readonly #attendants = new Map<string, Attendant>();
  /** Who listens to what is said on a leg, by CallId: a recorder, a bot. */
  readonly #listeners = new Map<string, (text: string) => void>();

  constructor({ clock, trace, farEnds = {}, placeCall }: ExchangeOptions) {
    this.clock = clock;
    this.#trace = trace;
    this.#farEndsAtStart = Object.entries(farEnds);
    this.#farEnds = new Map(this.#farEndsAtStart);
    this.#placeCall = placeCall;
  }

  phone(number: string): Phone {
    let phone = this.#phones.get(number);
    if (!phone) {
      phone = new Phone(number, this, this.#placeCall);
      this.#phones.set(number, phone);
    }
    return phone;
  }

  farEnd(number: string): FarEnd {
    return this.#farEnds.get(number) ?? DEFAULT_FAR_END;
  }

  setFarEnd(number: string, farEnd: FarEnd): void {
    this.#farEnds.set(number, farEnd);
  }

  /** A program serves this number from now on, whatever else was said about it. */
  setAttendant(number: string, attendant: Attendant): void {
    this.#attendants.set(number, attendant);
  }

  /** What was said about a number since the start no longer holds. */
  forgetFarEnd(number: string): void {
    const [, atStart] = this.#farEndsAtStart.find(([each]) => each === number) ?? [];
    if (atStart) this.#farEnds.set(number, atStart);
    else this.#farEnds.delete(number);
  }

  /** Forgets all phones, and what was said about numbers since the start. */
  reset(): void {
    for (const line of this.#lines.values()) this.end(line, SIP_CANCELLED);
    this.#phones.clear();
    this.#lines.clear();
    this.#listeners.clear();
    this.#farEnds = new Map(this.#farEndsAtStart);
  }

  line(callId: string): Line | undefined {
    return this.#lines.get(callId);
  }

  invite(invite: OutboundInvite, leg: LegEvents): void {
    const line: Line = {
      callId: invite.callId,
      transactionId: invite.transactionId,
      phone: this.phone(invite.to),
      remote: invite.from,
      sipHeaders: invite.sipHeaders,
      leg,
      state: 'ringing',
      timers: [],
      unsaid: [],
    };
    this.connect(line);
    const attendant = this.#attendants.get(invite.to);
    if (attendant) serve(this, line, attendant);
    else attend(this, line, this.farEnd(invite.to));
  }

  answer(callId: string): void {
    const line = this.#lines.get(callId);
    if (line?.state === 'calling') line.state = 'connected';
  }

  ring(): void {}

  release(callId: string, sipCode: number): void {
    const line = this.#lines.get(callId);
    if (line) this.end(line, sipCode);
  }

  /** Does something on a line after a while, unless the line has ended by then. */
  later(line: Line, ms: number, act: () => void): void {
    line.timers.push(this.clock.after(ms, act));
  }

  /** A new line of a phone. */
  connect(line: Line): void {
    this.#lines.set(line.callId, line);
    line.phone.lines.push(line);
  }

  end(line: Line, sipCode: number): void {
    if (line.state === 'ended') return;
    line.state = 'ended';
    line.sipCode = sipCode;
    for (const timer of line.timers.splice(0)) timer.cancel();
    this.#lines.delete(line.callId);
    line.phone.ended(line);
  }

  /** Someone begins to listen to what is said on a leg: the person there starts with what was waiting to be said. */
  listen(callId: string, heard: (text: string) => void): () => void {
    this.#listeners.set(callId, heard);
    const line = this.#lines.get(callId);
    const waiting = line?.unsaid.splice(0) ?? [];
    for (const text of waiting) {
      if (line) this.later(line, BREATH_MS, () => line.state === 'connected' && this.spoken(line, text));
    }
    return () => {
      if (this.#listeners.get(callId) === heard) this.#listeners.delete(callId);
    };
  }

  /** Words on a line. While nobody listens and a prompt plays, a person waits for his turn, or for the tone. */
  spoken(line: Line, text: string): void {
    if (!this.overhear(line.callId, text) && !line.bridgedTo && !line.inMeeting) line.unsaid.push(text);
  }

  /** Words that come from a leg reach whoever listens to it; false when nobody does. */
  overhear(callId: string, text: string): boolean {
    const listener = this.#listeners.get(callId);
    listener?.(text);
    return listener !== undefined;
  }

  trace(line: Line, detail: TraceDetail): void {
    this.#trace.record({ at: this.clock.now(), transactionId: line.transactionId, ...detail });
  }
}
