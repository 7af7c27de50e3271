import { HttpProblem } from '@patchbay/lambda';

/** Also for the calls of others, about which nobody learns anything. */
export function noSuchCall(): HttpProblem {
  return new HttpProblem(404, 'no-such-call', 'There is no such call', { detail: 'You have no call of this id.' });
}

export function callIsOver(status: 409 | 410 = 409): HttpProblem {
  return new HttpProblem(status, 'call-over', 'The call is over', { detail: 'Place a new call.' });
}
