import * as z from 'zod/mini';
import { call } from './call.ts';

/** `POST /calls`. */
export const createCallRequest = z.strictObject({
  /** A telephone number as people write it, or a destination behind a Voice Connector. */
  to: z.string().check(z.minLength(1), z.maxLength(64)),
});

/** What the browser joins the meeting with: as the Chime SDK gives it. */
const meeting = z.looseObject({ MeetingId: z.string() });
const attendee = z.looseObject({ AttendeeId: z.string(), ExternalUserId: z.string(), JoinToken: z.string() });

export const createCallResponse = z.object({ call, meeting, attendee });

/** `POST /calls/{id}/digits`. */
export const digitsRequest = z.strictObject({
  digits: z.string().check(z.regex(/^[0-9*#A-D]{1,50}$/, 'must be 1 to 50 of 0 to 9, *, # and A to D')),
  /** 1 for the first digits of a call, then one more each time: digits are sent in this order. */
  seq: z.int().check(z.minimum(1), z.maximum(200)),
});

/** The number of the digits that were taken. */
export const digitsAccepted = z.object({ seq: z.int() });

export const callList = z.object({ calls: z.array(call) });

export type CreateCallRequest = z.infer<typeof createCallRequest>;
export type CreateCallResponse = z.infer<typeof createCallResponse>;
export type DigitsRequest = z.infer<typeof digitsRequest>;
export type CallList = z.infer<typeof callList>;
