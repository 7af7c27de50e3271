import type { Timer } from '../clock/clock.ts';
import type { Exchange } from './exchange.ts';
import type { Line } from './line.ts';
import type { Heard } from './phone.ts';

/** A program that serves a number in place of a person: a contact centre, a switchboard. */
export interface Attendant {
  /** A line rings. The program answers when it likes; it is told when the line has ended. */
  attend(line: AttendedLine): void;
}

/** What a program does and notices on a line. */
export interface AttendedLine {
  readonly callId: string;
  readonly transactionId: string;
  /** The number that was called. */
  readonly number: string;
  /** Who calls, as the line shows it. */
  readonly remote: string;
  readonly sipHeaders: Readonly<Record<string, string>>;
  readonly state: Line['state'];
  /** False when it does not ring any more. */
  answer(): boolean;
  /** The other end hears it once it is connected. */
  say(text: string): void;
  press(keys: string): void;
  hangUp(): void;
  /** Does something after a while of call time, unless the line has ended by then. */
  later(ms: number, act: () => void): Timer;
  /** Words and keys of the other end, from now on. */
  onHeard(listener: (heard: Pick<Heard, 'text' | 'sound'>) => void): void;
  /** Whoever hangs up. */
  onEnded(listener: () => void): void;
}

/** Lets a program serve a ringing line. */
export function serve(exchange: Exchange, line: Line, attendant: Attendant): void {
  line.listeners = { heard: [], ended: [] };
  const { heard, ended } = line.listeners;
  const { phone } = line;
  line.alert = () => {
    line.alert = undefined;
    line.leg.ringing();
  };
  exchange.later(line, 0, () => line.alert?.());
  attendant.attend({
    callId: line.callId,
    transactionId: line.transactionId,
    number: phone.number,
    remote: line.remote,
    sipHeaders: line.sipHeaders,
    get state() {
      return line.state;
    },
    answer: () => phone.answer(line),
    say: (text) => phone.say(text, line),
    press: (keys) => phone.press(keys, line),
    hangUp: () => phone.hangUp(line),
    later(ms, act) {
      const timer = exchange.clock.after(ms, () => {
        if (line.state !== 'ended') act();
      });
      line.timers.push(timer);
      return timer;
    },
    onHeard: (listener) => heard.push(listener),
    onEnded: (listener) => ended.push(listener),
  });
}
