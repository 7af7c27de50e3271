import { HttpProblem } from '@patchbay/lambda';

/** Also for calls that are in no conference: they are none of an operator's business. */
export function noSuchCall(): HttpProblem {
  return new HttpProblem(404, 'no-such-call', 'There is no such call', {
    detail: 'No call of a conference has this id.',
  });
}

export function callIsOver(): HttpProblem {
  return new HttpProblem(409, 'call-over', 'The call is over', { detail: 'Nothing can be done in it.' });
}

export function pinInUse(): HttpProblem {
  return new HttpProblem(409, 'pin-in-use', 'The PIN is in use', {
    detail: 'Choose another one, or none: then one is drawn.',
  });
}

export function noFreePin(): HttpProblem {
  return new HttpProblem(503, 'no-free-pin', 'No free PIN was found', {
    detail: 'Try again, or choose one.',
    headers: { 'retry-after': '1' },
  });
}
