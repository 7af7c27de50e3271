import { AWS, BAD_BODY, type ApiRoute } from './api-route.ts';
import {
  addParticipantsRequest,
  createMeetingRequest,
  joinAsGuestRequest,
  joinMeetingRequest,
  joinMeetingResponse,
  meetingEnded,
  meetingParticipant,
  meetingParticipants,
  scheduledParticipants,
} from './meetings-api.ts';

const BAD_LIST = { ...BAD_BODY, 413: 'The body is longer than 128 KB.' };
const NO_SUCH_MEETING = 'You have no meeting of this event id.';
const NO_SUCH_PARTICIPANT = 'You have no meeting of this event id, or it has no such participant: `code` says which.';
const OVER = 'The meeting is over.';
const NO_WAY_IN = 'There is no such meeting, or what you bring does not open it: nobody learns which.';
const SOMEBODY_ELSES = 'The invitation is somebody else’s, or the meeting is full: `code` says which.';
const SCHEDULED = 'They are being invited. What is wrong with one of them stops no other.';
const IN = 'The meeting is joined as the attendee; asked again, it is the same one.';

/** Meetings that people are invited to. */
export const meetingRoutes: readonly ApiRoute[] = [
  {
    method: 'POST',
    path: '/meetings',
    summary:
      'Opens a meeting for a day, and has people invited to it; those who are invited already are left as they are',
    body: createMeetingRequest,
    answers: { 202: { about: SCHEDULED, schema: scheduledParticipants } },
    problems: {
      ...BAD_LIST,
      409: 'The event id is in use by somebody else.',
      410: OVER,
      429: 'More than 50 meetings a day; Retry-After says when again.',
    },
  },
  {
    method: 'POST',
    path: '/meetings/{eventId}/participants',
    summary: 'For the organiser: has more people invited',
    body: addParticipantsRequest,
    answers: { 202: { about: SCHEDULED, schema: scheduledParticipants } },
    problems: { ...BAD_LIST, 404: NO_SUCH_MEETING, 410: OVER },
  },
  {
    method: 'GET',
    path: '/meetings/{eventId}/participants',
    summary: 'For the organiser and who is invited: what has become of everybody, and who is in the meeting',
    answers: { 200: { about: 'The participants, whoever was added first comes first.', schema: meetingParticipants } },
    problems: { 404: NO_SUCH_MEETING },
  },
  {
    method: 'POST',
    path: '/meetings/{eventId}/join',
    summary: 'Joins with a passcode or a link, or with neither as the organiser or who is on the list',
    body: joinMeetingRequest,
    answers: { 200: { about: IN, schema: joinMeetingResponse } },
    problems: {
      ...{ ...BAD_BODY, 404: NO_WAY_IN, 409: SOMEBODY_ELSES, 410: OVER },
      ...{ 429: 'Too many wrong passcodes; a link still works.', 502: AWS },
    },
  },
  {
    method: 'POST',
    path: '/meetings/{eventId}/guests',
    summary: 'Joins with a link, without having signed in, where the stage allows it',
    isOpen: true,
    body: joinAsGuestRequest,
    answers: { 200: { about: IN, schema: joinMeetingResponse } },
    problems: {
      ...{ ...BAD_BODY, 403: 'Guests may not join.', 404: NO_WAY_IN, 409: SOMEBODY_ELSES, 410: OVER },
      ...{ 429: 'Too often; Retry-After says when again.', 502: AWS },
    },
  },
  {
    method: 'POST',
    path: '/meetings/{eventId}/end',
    summary: 'For the organiser: ends the meeting for everybody, for good',
    answers: { 200: { about: 'It has ended. Asked again, it is the same.', schema: meetingEnded } },
    problems: { 404: NO_SUCH_MEETING, 502: AWS },
  },
  {
    method: 'POST',
    path: '/meetings/{eventId}/participants/{id}/resend',
    summary:
      'For the organiser: sends an e-mail with a new passcode and a new link; those before are worth nothing then',
    answers: { 202: { about: 'It is sent soon.', schema: meetingParticipant } },
    problems: {
      ...{ 404: NO_SUCH_PARTICIPANT, 409: 'There is no address to send it to, or nobody to send it from.', 410: OVER },
      429: 'More than five an hour; Retry-After says when again.',
    },
  },
  {
    method: 'POST',
    path: '/meetings/{eventId}/participants/{id}/call',
    summary: 'For the organiser: calls somebody again, unless that is being done, or he is in the meeting',
    answers: { 202: { about: 'It is placed soon.', schema: meetingParticipant } },
    problems: { 404: NO_SUCH_PARTICIPANT, 409: 'There is no number to call.', 410: OVER },
  },
];
