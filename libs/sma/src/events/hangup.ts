import * as z from 'zod/mini';
import type { ParticipantTag } from '../actions/fields.ts';
import { eventSchema, type Envelope } from './envelope.ts';
import { participantTag } from './participant.ts';
import { orElse } from './or-else.ts';

export interface HangupData {
  /** Hangup, as a rule; the type of the event is what counts. */
  Type: string;
  /** The leg that ended. Code: 0 normal clearing, 480 unavailable, 486 busy, or another final SIP code. */
  Parameters: { SipResponseCode?: number; CallId: string; ParticipantTag: ParticipantTag };
}

/** A leg has ended, whoever ended it. Actions in the answer run only while another leg is connected. */
export type HangupEvent = Envelope<'HANGUP'> & { ActionData: HangupData };

const sipCode = z.union(
  [
    z.number().check(z.multipleOf(1)),
    z.pipe(
      z.string().check(z.regex(/^\d+$/)),
      z.transform((digits: string) => Number(digits)),
    ),
  ],
  'must be a SIP response code, or 0',
);

export const hangupEvent = eventSchema('HANGUP', {
  ActionData: z.object({
    Type: orElse(z.string(), 'Hangup'),
    Parameters: z.object({
      SipResponseCode: z.optional(sipCode),
      CallId: z.string().check(z.minLength(1)),
      ParticipantTag: participantTag,
    }),
  }),
});
