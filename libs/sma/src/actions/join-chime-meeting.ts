import * as z from 'zod/mini';
import { limits } from '../limits.ts';
import { defineAction } from './define.ts';
import { legSelector, type LegSelector } from './fields.ts';
import { onlyOn } from './legs.ts';

/** Developer guide, "JoinChimeMeeting". */
export interface JoinChimeMeetingParameters extends LegSelector {
  /** Of the attendee that the caller becomes. */
  JoinToken: string;
  /** Needed for every meeting but those of the retired `chime` namespace. */
  MeetingId?: string;
}

export const joinChimeMeetingParameters = z.object({
  ...legSelector,
  JoinToken: z.string().check(z.minLength(limits.joinTokenCharacters.min), z.maxLength(limits.joinTokenCharacters.max)),
  MeetingId: z.optional(z.string().check(z.minLength(1, 'must be the id of a meeting'))),
});

export const joinChimeMeetingAction = defineAction<'JoinChimeMeeting', JoinChimeMeetingParameters>(
  'JoinChimeMeeting',
  joinChimeMeetingParameters,
  {
    advice: (parameters) => [
      ...onlyOn('LEG-A', parameters),
      ...(parameters.MeetingId === undefined
        ? [{ path: ['MeetingId'], rule: 'must be given for meetings made with the chime-sdk-meetings API' }]
        : []),
    ],
  },
);

/** Brings LEG-A into a meeting; the meeting is LEG-B. The result is always reported. */
export const joinChimeMeeting = joinChimeMeetingAction.build;
