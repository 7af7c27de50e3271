import * as z from 'zod/mini';
import { limits } from '../limits.ts';
import { defineAction } from './define.ts';
import { legSelector, type LegSelector } from './fields.ts';
import { onlyOn } from './legs.ts';

/** Developer guide, "ModifyChimeMeetingAttendees". */
export interface ModifyChimeMeetingAttendeesParameters extends LegSelector {
  Operation: 'Mute' | 'Unmute';
  /** The meeting that the call is in. */
  MeetingId: string;
  /** 1 to 100 attendee ids; only those who joined by telephone are affected. */
  AttendeeList: string[];
}

export const modifyChimeMeetingAttendeesParameters = z.object({
  ...legSelector,
  Operation: z.literal(['Mute', 'Unmute']),
  MeetingId: z.string().check(z.minLength(1, 'must be the id of a meeting')),
  AttendeeList: z
    .array(z.string().check(z.minLength(1, 'must be the id of an attendee')))
    .check(z.minLength(1), z.maxLength(limits.attendees)),
});

export const modifyChimeMeetingAttendeesAction = defineAction<
  'ModifyChimeMeetingAttendees',
  ModifyChimeMeetingAttendeesParameters
>('ModifyChimeMeetingAttendees', modifyChimeMeetingAttendeesParameters, {
  advice: (parameters) => onlyOn('LEG-B', parameters),
});

/** Mutes or unmutes telephone attendees of a meeting. It is for the meeting's leg, LEG-B. */
export const modifyChimeMeetingAttendees = modifyChimeMeetingAttendeesAction.build;
