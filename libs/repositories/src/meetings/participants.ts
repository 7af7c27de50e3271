import type { MeetingKey } from './meeting.ts';
import type { MailState, Outcome, Participant, Place } from './participant.ts';

export interface ParticipantKey extends MeetingKey {
  id: string;
}

export type NewParticipant = Pick<Participant, 'eventId' | 'series' | 'id' | 'name' | 'addedAt'> &
  Partial<Pick<Participant, 'email' | 'phoneNumber'>> & {
    /** When it is to be called, milliseconds since the epoch; not at all when missing. */
    callAt?: number;
    mail: 'none' | 'due';
    /** Until when items are kept, milliseconds since the epoch. */
    closesAt: number;
  };

/** Those who are invited to a meeting. Everything rejects with what DynamoDB throws. */
export interface Participants {
  /** False, and nothing changes, for one who is there already. */
  add(participant: NewParticipant): Promise<boolean>;
  get(key: ParticipantKey): Promise<Participant | undefined>;
  /** All of them, as they are now, by `addedAt` and then id. */
  list(key: MeetingKey): Promise<Participant[]>;
  /** Whose passcode this is the digest of. */
  ofPasscode(key: MeetingKey, passcode: string): Promise<Participant | undefined>;

  /**
   * From `due` to `sending`, with what is in the mail; who has had a passcode or a link before has it no more, and whosever
   * it was by them, it is nobody's. Claimed once more with the same it is still claimed, until it is known what came of it.
   * @param now milliseconds since the epoch: whoever takes it and is not heard of again is given up some time after it
   */
  claimMail(
    key: ParticipantKey,
    digests: { passcode: string; link: string },
    now: number,
  ): Promise<'claimed' | 'taken' | 'not-due'>;
  /** What came of the mail that was claimed with this link; whatever else was claimed since is not touched. */
  mailed(
    key: ParticipantKey,
    link: string,
    state: Extract<MailState, 'due' | 'sent' | 'failed' | 'unknown'>,
  ): Promise<void>;
  /** To `due`, unless it is being sent or there is no address; the participant then. */
  resend(key: ParticipantKey): Promise<Participant | undefined>;

  /**
   * The right to place the call of an attempt: it is due, or was placed `patienceMs` ago and has not said a word. Undefined
   * for everybody but one.
   */
  claimCall(
    key: ParticipantKey,
    options: { now: number; patienceMs: number },
  ): Promise<{ attempt: number } | undefined>;
  /**
   * That call was certainly not placed: it is due again at that time, under the same number, or failed for that reason. Nothing
   * changes when it has said that it is there, or the attempt is not the latest.
   */
  notPlaced(
    key: ParticipantKey,
    attempt: number,
    then: { dueAt: number } | { reason: string },
    now: number,
  ): Promise<void>;
  /** The call says that it is there. False when another one was faster, or the attempt is not the latest. The same twice is true. */
  receipt(key: ParticipantKey, attempt: number, transactionId: string, now: number): Promise<boolean>;
  /**
   * Due at once, as if it had just been invited, unless a call to it is on or it is in the meeting; the participant then.
   * @param meetingId of the Chime meeting in use, if there is one
   */
  callAgain(key: ParticipantKey, now: number, meetingId?: string): Promise<Participant | undefined>;
  /**
   * What has become of the call of a receipt, or of one who has come by himself (`transactionId` missing). Steps back change
   * nothing: `joined` stays, and so does what another attempt has brought about. With `retryAt` the call is due again then.
   */
  conclude(
    key: ParticipantKey,
    result: { outcome: Outcome; transactionId?: string; reason?: string; retryAt?: number; at: number },
  ): Promise<Participant | undefined>;

  /** Makes it that user's, unless it is somebody else's: false. */
  bind(key: ParticipantKey, userId: string): Promise<boolean>;
  /** Keeps a place, before it is used. Of the same again only the time is kept, as `againAt`. */
  place(key: ParticipantKey, placeId: string, place: Place): Promise<void>;
  /**
   * Notes whether it is connected, as of `at`; false if something newer is known, or there is no such place, or who has left
   * it has come again since. Of the same moment it counts that it is: a browser leaves as it comes again. The same once more
   * is true again.
   */
  notePresence(key: ParticipantKey, placeId: string, there: boolean, at: number): Promise<boolean>;
  /** Forgets a place. */
  removePlace(key: ParticipantKey, placeId: string): Promise<void>;
}

/** The lines that calls to participants take, of all meetings together: each has a lease. */
export interface Lines {
  /** A line until that time (milliseconds since the epoch); who has one keeps it until then. False when all `limit` are taken. */
  take(holder: string, options: { limit: number; until: number; now: number }): Promise<boolean>;
  release(holder: string): Promise<void>;
}
