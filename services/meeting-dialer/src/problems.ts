import { HttpProblem } from '@patchbay/lambda';

/** Also for meetings that are none of one's business, and for wrong passcodes and links: nobody learns what there is. */
export function noSuchMeeting(): HttpProblem {
  return new HttpProblem(404, 'no-such-meeting', 'There is no such meeting', {
    detail: 'Check the event id and the passcode, or ask whoever invited you.',
  });
}

export function noSuchParticipant(): HttpProblem {
  return new HttpProblem(404, 'no-such-participant', 'There is no such participant', {
    detail: 'The meeting has no participant of this id.',
  });
}

export function meetingIsOver(): HttpProblem {
  return new HttpProblem(410, 'meeting-over', 'The meeting is over', { detail: 'Nobody can join it any more.' });
}

export function eventIdInUse(): HttpProblem {
  return new HttpProblem(409, 'event-id-in-use', 'The event id is in use', { detail: 'Choose another one.' });
}

export function meetingIsFull(): HttpProblem {
  return new HttpProblem(409, 'meeting-full', 'The meeting is full', { detail: 'Try again when somebody has left.' });
}

export function somebodyElses(): HttpProblem {
  return new HttpProblem(409, 'somebody-elses', 'The invitation is somebody else’s', {
    detail: 'Somebody has joined with it before you. Ask whoever invited you for one of your own.',
  });
}

export function noGuests(): HttpProblem {
  return new HttpProblem(403, 'no-guests', 'Guests may not join', { detail: 'Sign in to join.' });
}

/** @param seconds until it is worth another try */
export function tooMany(seconds: number, detail: string): HttpProblem {
  return new HttpProblem(429, 'too-many', 'Too many requests', { detail, headers: { 'retry-after': String(seconds) } });
}

export function cannotBeCalled(): HttpProblem {
  return new HttpProblem(409, 'no-number', 'The participant can not be called', {
    detail: 'There is no phone number.',
  });
}

export function cannotBeMailed(detail: string): HttpProblem {
  return new HttpProblem(409, 'no-mail', 'The participant can not be sent e-mail', { detail });
}
