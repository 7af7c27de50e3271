import { createMeetings, createVoice } from '@patchbay/chime';
import { httpHandler, readEnvironment } from '@patchbay/lambda';
import { createParticipants, createScheduledMeetings } from '@patchbay/repositories';
import { endMeeting, type EndMeetingDeps } from './end-meeting.ts';
import { readEnvironmentOf } from './environment.ts';
import { signedIn } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.endMeeting, process.env);
const { options, telephony } = signedIn(environment);
const now = () => Date.now();
const inTable = { table: environment.MEETINGS_TABLE, now };
const deps: EndMeetingDeps = {
  scheduledMeetings: createScheduledMeetings(inTable),
  participants: createParticipants(inTable),
  meetings: createMeetings({ region: environment.MEETING_REGION }),
  voice: createVoice(),
  telephony,
  report: (error) => options.logger.warn('calls were not told', { error: error as Error }),
  now,
};

export const handler = httpHandler((request) => endMeeting(request, deps), options);
