import type { ParticipantTag } from './actions/fields.ts';
import type { Participant } from './events/participant.ts';

/** Joins a Chime meeting instead of calling somebody. */
export const MEETING_NUMBER = '+17035550122';

/** One leg of a call. */
export class Leg {
  readonly callId: string;
  readonly tag: ParticipantTag;
  readonly to: string;
  readonly from: string;
  readonly inbound: boolean;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly status: 'unanswered' | 'connected' | 'disconnected';
  readonly sipHeaders: Readonly<Record<string, string>>;

  /** @param ended whether the event says that this very leg has hung up */
  constructor(participant: Participant, ended: boolean) {
    this.callId = participant.CallId;
    this.tag = participant.ParticipantTag;
    this.to = participant.To;
    this.from = participant.From;
    this.inbound = participant.Direction === 'Inbound';
    this.startedAt = Number(participant.StartTimeInMilliseconds);
    this.sipHeaders = participant.SipHeaders ?? {};
    if (ended || participant.Status === 'Disconnected') this.status = 'disconnected';
    else this.status = participant.Status === 'Connected' ? 'connected' : 'unanswered';
  }

  get connected(): boolean {
    return this.status === 'connected';
  }

  /** Whether something can be done with it: it is connected, or has come in and waits for an answer. */
  get live(): boolean {
    return this.connected || (this.status === 'unanswered' && this.inbound);
  }

  /** Whether this is the call's place in a Chime meeting. */
  get isMeeting(): boolean {
    return this.tag === 'LEG-B' && (this.from === 'SMA' || this.to === MEETING_NUMBER);
  }

  /** A SIP header that came with the leg, however it is spelt. */
  header(name: string): string | undefined {
    const wanted = name.toLowerCase();
    return Object.entries(this.sipHeaders).find(([key]) => key.toLowerCase() === wanted)?.[1];
  }
}
