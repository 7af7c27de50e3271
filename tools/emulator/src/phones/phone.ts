import type { AcceptedCall, InboundCall } from '../engine/call.ts';
import { PhoneError } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { SIP_CANCELLED, SIP_DECLINE } from './far-end.ts';
import { Hearing, PATIENCE_MS, type WaitOptions } from './hearing.ts';
import type { Line } from './line.ts';

export type PlaceCall = (call: InboundCall) => AcceptedCall | { sipCode: number };

export interface Heard {
  at: number;
  callId: string;
  text: string;
  sound: 'speech' | 'audio' | 'tone' | 'voice' | 'digits';
}

/** From one key to the next. */
export const KEY_MS = 200;
const KEYS = /^[0-9*#A-D]*$/;

/** A handset. What it does not name a line for is done on its latest line. */
export class Phone {
  readonly number: string;
  readonly lines: Line[] = [];
  readonly #hearing: Hearing<Heard>;
  readonly #exchange: Exchange;
  readonly #placeCall: PlaceCall;

  constructor(number: string, exchange: Exchange, placeCall: PlaceCall) {
    this.number = number;
    this.#exchange = exchange;
    this.#placeCall = placeCall;
    this.#hearing = new Hearing({
      clock: exchange.clock,
      name: number,
      isOver: () => this.state === 'ended',
      error: (message) => new PhoneError(message),
    });
  }

  get heardAll(): readonly Heard[] {
    return this.#hearing.all;
  }

  /** What was heard, in order: words, `[audio key] words` (its words only where they are known), digits. */
  get heard(): readonly string[] {
    return this.#hearing.texts;
  }

  get line(): Line | undefined {
    return this.lines.at(-1);
  }

  get state(): 'idle' | Line['state'] {
    return this.line?.state ?? 'idle';
  }

  get transactionId(): string | undefined {
    return this.line?.transactionId;
  }

  /**
   * Calls a number.
   * @throws PhoneError when this phone is in a call, or nothing answers at that number
   */
  dial(number: string, options: { sipHeaders?: Record<string, string>; host?: string } = {}): Line {
    if (this.state !== 'idle' && this.state !== 'ended') {
      throw new PhoneError(`${this.number} can't dial ${number}: it is in a call.`);
    }
    const accepted = this.#placeCall({ from: this.number, to: number, ...options });
    if ('sipCode' in accepted) {
      throw new PhoneError(`${number} could not be reached from ${this.number}: SIP ${accepted.sipCode}.`);
    }
    const { transactionId, callId, leg } = accepted;
    const line: Line = {
      callId,
      transactionId,
      phone: this,
      remote: number,
      sipHeaders: {},
      leg,
      state: 'calling',
      timers: [],
      unsaid: [],
    };
    this.#exchange.connect(line);
    return line;
  }

  /** Answers a ringing line; false when there is none. */
  answer(line = this.line): boolean {
    if (line?.state !== 'ringing') return false;
    // However fast somebody is, it rang before.
    line.alert?.();
    line.state = 'connected';
    line.leg.answered();
    return true;
  }

  /** Refuses a ringing line; false when there is none. */
  reject(sipCode = SIP_DECLINE, line = this.line): boolean {
    if (line?.state !== 'ringing') return false;
    line.alert?.();
    this.#exchange.end(line, sipCode);
    line.leg.ended(sipCode);
    return true;
  }

  /** Ends a line, refuses one that rings, gives up on one that nobody has answered. */
  hangUp(line = this.line): void {
    if (!line || line.state === 'ended' || this.reject(SIP_DECLINE, line)) return;
    const sipCode = line.state === 'calling' ? SIP_CANCELLED : 0;
    this.#exchange.end(line, sipCode);
    line.leg.ended(sipCode);
  }

  /** @throws PhoneError for anything that is no key */
  press(keys: string, line = this.line): void {
    if (!KEYS.test(keys)) throw new PhoneError(`"${keys}" can't be pressed: the keys are 0 to 9, *, # and A to D.`);
    if (line?.state !== 'connected') return;
    this.#exchange.trace(line, { type: 'said', callId: line.callId, by: this.number, digits: keys });
    [...keys].forEach((key, index) => {
      const press = (): void => {
        if (line.state !== 'connected') return;
        heardByOther(line, { text: key, sound: 'digits' });
        line.leg.digit(key);
      };
      if (index === 0) press();
      else this.#exchange.later(line, index * KEY_MS, press);
    });
  }

  say(text: string, line = this.line): void {
    if (line?.state !== 'connected') return;
    this.#exchange.trace(line, { type: 'said', callId: line.callId, by: this.number, text });
    heardByOther(line, { text, sound: 'voice' });
    this.#exchange.spoken(line, text);
  }

  hear(line: Line, { text, sound }: Pick<Heard, 'text' | 'sound'>): void {
    const at = this.#exchange.clock.now();
    this.#hearing.all.push({ at, callId: line.callId, text, sound });
    this.#exchange.trace(line, { type: 'heard', callId: line.callId, by: this.number, text, sound });
    for (const listener of line.listeners?.heard ?? []) listener({ text, sound });
  }

  ended(line: Line): void {
    const other = line.bridgedTo;
    if (other) other.bridgedTo = undefined;
    line.bridgedTo = undefined;
    line.inMeeting = undefined;
    for (const listener of line.listeners?.ended ?? []) listener();
  }

  /**
   * Waits for words that match, after those of the last `hears`. Text matches as part of what is said, in either case.
   * @throws PhoneError with what was heard instead
   */
  async hears(pattern: string | RegExp, options?: WaitOptions): Promise<string> {
    return this.#hearing.hears(pattern, options);
  }

  /** Waits until it rings. */
  async rings({ timeoutMs = PATIENCE_MS }: WaitOptions = {}): Promise<void> {
    await this.#wait(() => this.state === 'ringing', timeoutMs, 'did not ring');
  }

  async isConnected({ timeoutMs = PATIENCE_MS }: WaitOptions = {}): Promise<void> {
    await this.#wait(() => this.state === 'connected', timeoutMs, 'was not connected');
  }

  /** Waits until it talks to the phone of that number. */
  async isBridgedTo(number: string, { timeoutMs = PATIENCE_MS }: WaitOptions = {}): Promise<void> {
    await this.#wait(() => this.line?.bridgedTo?.phone.number === number, timeoutMs, `was not bridged to ${number}`);
  }

  /** Waits until its call is over. */
  async isHungUp({ timeoutMs = PATIENCE_MS }: WaitOptions = {}): Promise<void> {
    await this.#wait(() => this.state === 'ended' || this.state === 'idle', timeoutMs, 'was not hung up');
  }

  async #wait(done: () => boolean, timeoutMs: number, what: string): Promise<void> {
    if (await this.#exchange.clock.passUntil(done, timeoutMs)) return;
    throw new PhoneError(`${this.number} ${what} within ${timeoutMs / 1_000} s: it is ${this.state}.`);
  }
}

/** What comes from a line is heard at the other end of its bridge: by a phone, or in a meeting. */
function heardByOther(line: Line, heard: Pick<Heard, 'text' | 'sound'>): void {
  line.bridgedTo?.phone.hear(line.bridgedTo, heard);
  line.inMeeting?.hear(heard);
}
