import * as z from 'zod';
import { Refusal } from '../../aws/refusal.ts';
import { type Browser, BrowserError } from '../../meetings/browser.ts';
import type { MeetingRecord } from '../../meetings/state.ts';
import { ControlError } from '../errors.ts';
import { type Controlled, route } from '../route.ts';

const JOIN_TOKEN_MIN = 2;
const JOIN_TOKEN_MAX = 2_048;

export const meetingRoutes = [
  route({
    method: 'GET',
    path: '/meetings',
    summary: 'Live meetings, and who is in them',
    answers: 'For each meeting its id and its participants, by telephone and by browser.',
    handle: (controlled) => controlled.meetings.list().map((meeting) => meetingShown(controlled, meeting)),
  }),
  route({
    method: 'GET',
    path: '/meetings/{meetingId}',
    summary: 'A live meeting, and who is in it',
    answers: 'The meeting.',
    handle: (controlled, { params }) => meetingShown(controlled, meeting(controlled, params['meetingId'])),
  }),
  route({
    method: 'POST',
    path: '/meetings/join',
    summary: 'Joins a meeting with a browser, as the attendee whose join token it is',
    answers: 'The browser, with its meeting and its attendee.',
    body: z.strictObject({ joinToken: z.string().min(JOIN_TOKEN_MIN).max(JOIN_TOKEN_MAX) }),
    handle({ emulator }, { body }) {
      try {
        return browserShown(emulator.browser(body.joinToken));
      } catch (error) {
        if (error instanceof BrowserError) throw new ControlError(409, error.message);
        throw error;
      }
    },
  }),
  route({
    method: 'GET',
    path: '/browsers/{attendeeId}',
    summary: 'A browser: its state, whom it sees, and what it heard',
    answers: 'The browser.',
    handle: (controlled, { params }) => browserShown(browser(controlled, params['attendeeId'])),
  }),
  route({
    method: 'POST',
    path: '/browsers/{attendeeId}/say',
    summary: 'Says something into the meeting',
    answers: 'The browser.',
    body: z.strictObject({ text: z.string().min(1).max(1_000) }),
    handle(controlled, { params, body }) {
      const used = browser(controlled, params['attendeeId']);
      if (used.state !== 'connected') {
        throw new ControlError(409, `${used.externalUserId} is not in the meeting any more: ${used.state}.`);
      }
      used.say(body.text);
      return browserShown(used);
    },
  }),
  ...(['leave', 'drop'] as const).map((what) =>
    route({
      method: 'POST',
      path: `/browsers/{attendeeId}/${what}`,
      summary: { leave: 'Leaves the meeting', drop: 'Loses its connection to the meeting' }[what],
      answers: 'The browser.',
      handle(controlled, { params }) {
        const used = browser(controlled, params['attendeeId']);
        used[what]();
        return browserShown(used);
      },
    }),
  ),
];

function meeting({ meetings }: Controlled, meetingId = ''): MeetingRecord {
  try {
    return meetings.get(meetingId);
  } catch (error) {
    if (error instanceof Refusal) throw new ControlError(404, error.message);
    throw error;
  }
}

function browser({ emulator }: Controlled, attendeeId = ''): Browser {
  const found = emulator.rooms.browser(attendeeId);
  if (!found) throw new ControlError(404, `No browser has joined as attendee ${attendeeId}.`);
  return found;
}

function meetingShown(
  { meetings }: Controlled,
  { MeetingId, ExternalMeetingId, MediaRegion, createdAt }: MeetingRecord,
): object {
  return {
    meetingId: MeetingId,
    externalMeetingId: ExternalMeetingId,
    mediaRegion: MediaRegion,
    createdAt,
    participants: meetings.participants(MeetingId).map(({ meetingId: _meetingId, ...participant }) => participant),
  };
}

function browserShown({ attendeeId, meetingId, externalUserId, state, roster, heardAll }: Browser): object {
  return { attendeeId, meetingId, externalUserId, state, roster, heard: heardAll };
}
