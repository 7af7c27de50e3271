import type { Meetings } from '@patchbay/chime';
import type { Counters } from '@patchbay/dial-policy';
import type { Audit, AuditRecord, Conferences, LiveCall, LiveCalls } from '@patchbay/repositories';

export interface UpdateCallDeps {
  conferences: Pick<Conferences, 'ofPin' | 'open' | 'useMeeting' | 'muteOthers'>;
  liveCalls: LiveCalls;
  audit: Pick<Audit, 'finish' | 'of'>;
  meetings: Pick<Meetings, 'open' | 'add' | 'remove'>;
  counters: Pick<Counters, 'count' | 'uncount'>;
  conferenceSettings: ConferenceSettings;
  /** Tell operators, and never reject. */
  tellOperators: {
    about(call: LiveCall): Promise<void>;
    /** Whoever asked for it. */
    outcome(record: AuditRecord): Promise<void>;
  };
  /** Tells of what went wrong beside the call, which goes on. */
  report(error: unknown): void;
  /** Where the prompts are. */
  promptsBucket: string;
  /** Milliseconds since the epoch. */
  now(): number;
  uuid(): string;
}

export interface ConferenceSettings {
  /** Conferences are those that operators have opened, or whoever comes first with a PIN opens one. */
  pins: 'opened' | 'free';
  /** Of conferences that callers open. */
  waitingRoom: boolean;
  /** PINs that one caller may try in vain in an hour. */
  wrongPinsPerHour: number;
  /** How long callers wait for somebody, on hold or to be admitted. */
  maxHoldMinutes: number;
  /** Where the media of meetings is mixed. */
  mediaRegion: string;
}
