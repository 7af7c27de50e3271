import { joinMeetingRequest } from '@patchbay/contracts';
import { createSecret, httpHandler, readEnvironment } from '@patchbay/lambda';
import { createGuard, passcodeDigest } from '@patchbay/meetings';
import { createCounters } from '@patchbay/repositories';
import { entering } from './entering.ts';
import { readEnvironmentOf } from './environment.ts';
import { joinMeeting, type JoinMeetingDeps } from './join-meeting.ts';
import { signedIn } from './signed-in.ts';

const environment = readEnvironment(readEnvironmentOf.joinMeeting, process.env);
const { wrongPasscodes: perMeeting, guesses: perGuesser } = environment.MEETING_SETTINGS;
const entered = entering(environment);
const { now, participants } = entered;
const deps: JoinMeetingDeps = {
  ...entered,
  guard: createGuard({
    participants,
    counters: createCounters({ table: environment.COUNTERS_TABLE }),
    digest: passcodeDigest(createSecret({ name: environment.PASSCODE_KEY, now })),
    limits: { perGuesser, perMeeting },
    now,
  }),
};

export const handler = httpHandler((request) => joinMeeting(request, deps), {
  ...signedIn(environment).options,
  body: joinMeetingRequest,
});
