import type { Timer } from '../clock/clock.ts';
import type { LegEvents } from '../engine/ports.ts';
import type { Heard, Phone } from './phone.ts';

export type LineState = 'ringing' | 'calling' | 'connected' | 'ended';

/** One call of a phone: the telephone's end of a leg. */
export interface Line {
  readonly callId: string;
  readonly transactionId: string;
  readonly phone: Phone;
  /** The number at the other end as this phone sees it. */
  readonly remote: string;
  readonly sipHeaders: Readonly<Record<string, string>>;
  readonly leg: LegEvents;
  state: LineState;
  /** What the phone is about to do on this line; ends with it. */
  readonly timers: Timer[];
  /** Tells the other side that it rings; gone when it has. */
  alert?: (() => void) | undefined;
  /** Words that wait for somebody to listen. */
  unsaid: string[];
  /** How it ended: 0 for normal clearing, else a SIP code. */
  sipCode?: number;
  /** Programs that notice what happens on it. */
  listeners?: LineListeners;
  /** The line that it is bridged to. */
  bridgedTo?: Line | undefined;
  /** The meeting that it is bridged to, through another leg of its call. */
  inMeeting?: MeetingEar | undefined;
}

/** A meeting as a line has it that is bridged to a place there. */
export interface MeetingEar {
  hear(heard: Pick<Heard, 'text' | 'sound'>): void;
}

export interface LineListeners {
  readonly heard: ((heard: Pick<Heard, 'text' | 'sound'>) => void)[];
  readonly ended: (() => void)[];
}
