import type { Participant } from '../engine/ports.ts';
import type { Exchange } from '../phones/exchange.ts';
import type { Line } from '../phones/line.ts';
import type { Heard } from '../phones/phone.ts';
import type { InMeeting, TraceDetail, TraceSink } from '../trace/entry.ts';
import { Browser, BrowserError } from './browser.ts';
import type { Attendance } from './presence.ts';

type Sounded = Pick<Heard, 'text' | 'sound'>;

/** Kept, connected or not; of more, those that have gone are forgotten first. */
const MOST_BROWSERS = 1_000;

export interface RoomsOptions {
  exchange: Exchange;
  meetings: Attendance;
  trace: TraceSink;
}

/** Sound in meetings: what comes in from one place is heard at all others, by browsers and through legs by phones. */
export class Rooms {
  readonly #exchange: Exchange;
  readonly #meetings: Attendance;
  readonly #trace: TraceSink;
  /** The latest of each attendee, by attendee id. */
  readonly #browsers = new Map<string, Browser>();
  /** Whom a leg in a meeting is bridged to, by the leg's CallId. */
  readonly #bridged = new Map<string, Line>();

  constructor({ exchange, meetings, trace }: RoomsOptions) {
    this.#exchange = exchange;
    this.#meetings = meetings;
    this.#trace = trace;
  }

  /**
   * A browser joins as the attendee whose token it holds; another one that had joined as the same is put out.
   * @throws BrowserError when the token is none of a live meeting
   */
  join(joinToken: string): Browser {
    // The service may tell of an end only after it has told of the beginning.
    const joined: { browser?: Browser } = {};
    const session = this.#meetings.joinBrowser(joinToken, () => joined.browser?.ended());
    if (session === 'invalid-token') {
      throw new BrowserError('The join token is none of a live meeting: it ended, or the attendee was removed.');
    }
    const { meetingId } = session;
    const browser = new Browser({
      clock: this.#exchange.clock,
      session,
      roster: () => this.#meetings.participants(meetingId).map(rosterEntry),
      say: (text) => this.#said(session, text),
    });
    joined.browser = browser;
    this.#keep(browser);
    return browser;
  }

  /** The latest browser of an attendee, in the meeting or out of it. */
  browser(attendeeId: string): Browser | undefined {
    return this.#browsers.get(attendeeId);
  }

  /** Forgets all browsers. */
  reset(): void {
    for (const browser of this.#browsers.values()) browser.leave();
    this.#browsers.clear();
    this.#bridged.clear();
  }

  /** A leg in a meeting and a line hear each other from now on; without a line nobody does. */
  bridge(callId: string, line: Line | undefined): void {
    const before = this.#bridged.get(callId);
    if (before) before.inMeeting = undefined;
    this.#bridged.delete(callId);
    if (!line) return;
    this.#bridged.set(callId, line);
    line.inMeeting = { hear: (heard) => this.hear(callId, heard) };
  }

  /** Something comes into a meeting through a leg. A leg that is muted there, or in none, is not heard. */
  hear(callId: string, heard: Sounded): void {
    const place = this.#meetings.placeOf(callId);
    if (place && !place.muted) this.#carry(place, heard);
  }

  #keep(browser: Browser): void {
    this.#browsers.delete(browser.attendeeId);
    this.#browsers.set(browser.attendeeId, browser);
    if (this.#browsers.size <= MOST_BROWSERS) return;
    const oldest = [...this.#browsers.values()].find(({ state }) => state !== 'connected');
    if (oldest) this.#browsers.delete(oldest.attendeeId);
  }

  #said({ meetingId, attendeeId, externalUserId }: Omit<Participant, 'kind' | 'muted'>, text: string): void {
    const participants = this.#meetings.participants(meetingId);
    for (const leg of participants) {
      this.#record(leg, ({ callId }) => ({ type: 'said', callId, by: externalUserId, text, meetingId }));
    }
    const speaker = participants.find((each) => each.attendeeId === attendeeId);
    if (speaker) this.#carry(speaker, { text, sound: 'voice' });
  }

  #carry(from: Participant, heard: Sounded): void {
    const { meetingId } = from;
    for (const place of this.#meetings.participants(meetingId)) {
      if (place.attendeeId === from.attendeeId) continue;
      if (place.callId !== undefined) {
        this.#throughLeg(place.callId, heard);
        continue;
      }
      this.#browsers.get(place.attendeeId)?.hear({ ...heard, from: from.externalUserId });
      this.#record(from, ({ callId }) => ({ type: 'heard', callId, by: place.externalUserId, ...heard, meetingId }));
    }
  }

  /** What is said in a meeting comes out of a leg: to who is bridged to it, and to what records it. */
  #throughLeg(callId: string, { text, sound }: Sounded): void {
    // What the service says in one call is but a voice to those in another.
    const heard: Sounded = { text, sound: sound === 'speech' ? 'voice' : sound };
    const line = this.#bridged.get(callId);
    if (line?.state === 'connected') line.phone.hear(line, heard);
    if (heard.sound === 'voice') this.#exchange.overhear(callId, text);
  }

  /** In the trace of the call whose leg this place is; a browser has none. */
  #record({ callId, transactionId }: Participant, detail: (leg: { callId: string }) => TraceDetail): void {
    if (callId === undefined || transactionId === undefined) return;
    this.#trace.record({ at: this.#exchange.clock.now(), transactionId, ...detail({ callId }) });
  }
}

function rosterEntry({ externalUserId, kind, muted }: Participant): InMeeting {
  return { externalUserId, kind, muted };
}
