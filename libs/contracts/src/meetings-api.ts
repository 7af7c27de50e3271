import * as z from 'zod/mini';

const SIX_DIGITS = 'must be six digits, such as "123456"';
const sixDigits = z.string(SIX_DIGITS).check(z.regex(/^\d{6}$/, SIX_DIGITS));
const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));

/** The most people that a meeting has room for. */
export const MAX_PARTICIPANTS = 250;

/** Whoever is to be invited. It needs an e-mail address, or `call` and a number; what else may be wrong the answer tells. */
export const participantRequest = z.strictObject({
  name: text(100),
  email: z.optional(text(254)),
  /** As people write it. */
  phoneNumber: z.optional(text(64)),
  /** Whether it is called; not when missing. */
  call: z.optional(z.boolean()),
});

const participants = z.array(participantRequest).check(z.minLength(1), z.maxLength(MAX_PARTICIPANTS));

/** `POST /meetings`. */
export const createMeetingRequest = z.strictObject({ eventId: sixDigits, participants });

/** `POST /meetings/{eventId}/participants`. */
export const addParticipantsRequest = z.strictObject({ participants });

/** What has become of each of those who are to be invited, in their order. */
export const scheduledParticipants = z.object({
  eventId: z.string(),
  /** Milliseconds since the epoch: nobody can join from then on. */
  closesAt: z.int(),
  participants: z.array(
    z.union([
      /** `known`: it was invited before, and nothing has changed. */
      z.object({ id: z.string(), result: z.enum(['added', 'known']) }),
      /** Why it can not be invited, for people. */
      z.object({ problem: z.string() }),
    ]),
  ),
});

export const outcomes = ['invited', 'calling', 'answered', 'joined', 'declined', 'no-answer', 'failed'] as const;
export const mailStates = ['none', 'due', 'sending', 'sent', 'failed', 'unknown'] as const;

/** Somebody who is invited to a meeting, as others see one. */
export const meetingParticipant = z.object({
  id: z.string(),
  name: z.string(),
  outcome: z.enum(outcomes),
  /** Milliseconds since the epoch: when the outcome came about. */
  since: z.int(),
  /** What it is in the meeting with at this moment. */
  via: z.array(z.enum(['browser', 'phone'])),
  /** For the organiser: why it failed. */
  reason: z.optional(z.string()),
  /** For the organiser. `unknown`: nobody knows whether it was sent. */
  mail: z.optional(z.enum(mailStates)),
  /** For the organiser: its last two digits, `***88`. */
  number: z.optional(z.string()),
});

/** `GET /meetings/{eventId}/participants`. */
export const meetingParticipants = z.object({
  eventId: z.string(),
  /** E-mail address. */
  organiser: z.string(),
  closesAt: z.int(),
  /** When the organiser ended it. */
  endedAt: z.optional(z.int()),
  participants: z.array(meetingParticipant),
});

const link = z.string().check(z.regex(/^[\da-f]{16}\.[\w-]{43}$/, 'must be what follows the # of the link'));

/** `POST /meetings/{eventId}/join`: one of both, or nothing for the organiser and whoever is on the list. */
export const joinMeetingRequest = z
  .strictObject({ passcode: z.optional(sixDigits), link: z.optional(link) })
  .check(
    z.refine(
      ({ passcode, link }) => passcode === undefined || link === undefined,
      'must have passcode or link, not both',
    ),
  );

const GUEST_KEY = 'must be 32 to 64 of A-Z a-z 0-9 - and _';

/** `POST /meetings/{eventId}/guests`. */
export const joinAsGuestRequest = z.strictObject({
  link,
  /** Random, made up by the browser and kept there: with it, and nothing else, the same guest comes again. */
  guestKey: z.string(GUEST_KEY).check(z.regex(/^[\w-]{32,64}$/, GUEST_KEY)),
});

/** What the browser joins the meeting with: as the Chime SDK gives it. */
export const joinMeetingResponse = z.object({
  meeting: z.looseObject({ MeetingId: z.string() }),
  attendee: z.looseObject({ AttendeeId: z.string(), ExternalUserId: z.string(), JoinToken: z.string() }),
  participant: meetingParticipant,
});

/** `POST /meetings/{eventId}/end`. */
export const meetingEnded = z.object({ eventId: z.string(), endedAt: z.int() });

export type ParticipantRequest = z.infer<typeof participantRequest>;
export type CreateMeetingRequest = z.infer<typeof createMeetingRequest>;
export type AddParticipantsRequest = z.infer<typeof addParticipantsRequest>;
export type ScheduledParticipants = z.infer<typeof scheduledParticipants>;
export type MeetingParticipant = z.infer<typeof meetingParticipant>;
export type MeetingParticipants = z.infer<typeof meetingParticipants>;
export type JoinMeetingRequest = z.infer<typeof joinMeetingRequest>;
export type JoinAsGuestRequest = z.infer<typeof joinAsGuestRequest>;
export type JoinMeetingResponse = z.infer<typeof joinMeetingResponse>;
