import type { FaultEffect } from '../../src/faults/fault.ts';

/** How one fault is made: what an Invoke API answers, or what is injected in process and where an API can't do it. */
export interface FaultKind {
  /** In words, for the documentation. */
  about: string;
  answer?: readonly [status: number, body: string, headers?: Readonly<Record<string, string>>] | 'cut';
  effect: FaultEffect;
  /** How many invocations it hits; all from the first on unless given. */
  times?: number;
}

export type FaultName = keyof typeof faults;

const TOO_LARGE = 7 * 1024 * 1024;
const failing = {
  answer: [200, '{"errorType":"KeyError","errorMessage":"no such key"}', { 'x-amz-function-error': 'Unhandled' }],
  effect: { type: 'fail', errorType: 'KeyError', errorMessage: 'no such key' },
} as const;
const throttled = {
  answer: [429, '{"Type":"User","message":"Rate Exceeded."}', { 'x-amzn-errortype': 'TooManyRequestsException' }],
  effect: { type: 'refuse', reason: 'throttled' },
} as const;
const garbage = { answer: [200, '<html>'], effect: { type: 'garbage', payload: '<html>' } } as const;
const blank = { answer: [200, ''], effect: { type: 'garbage', payload: '' } } as const;

export const faults = {
  'function missing': {
    about: 'The endpoint knows no function of that name (404).',
    answer: [
      404,
      '{"Type":"User","Message":"Function not found"}',
      { 'x-amzn-errortype': 'ResourceNotFoundException' },
    ],
    effect: { type: 'refuse', reason: 'not-found' },
  },
  'access denied': {
    about: 'The resource policy of the function does not let the service in (403).',
    answer: [403, '{"Message":"not authorized"}', { 'x-amzn-errortype': 'AccessDeniedException' }],
    effect: { type: 'refuse', reason: 'access-denied' },
  },
  unreachable: {
    about: 'The connection breaks before there is an answer.',
    answer: 'cut',
    effect: { type: 'refuse', reason: 'unreachable' },
  },
  'throttled once': { about: 'One invocation is refused (429).', ...throttled, times: 1 },
  throttled: { about: 'Every invocation is refused (429).', ...throttled },
  'slow once, 6 s': { about: 'One answer takes 6 s, the next none.', effect: { type: 'slow', ms: 6_000 }, times: 1 },
  'slow, 6 s': { about: 'Every answer takes 6 s.', effect: { type: 'slow', ms: 6_000 } },
  'slow, 21 s': { about: 'Every answer takes 21 s.', effect: { type: 'slow', ms: 21_000 } },
  'failing once': { about: 'The function throws once.', ...failing, times: 1 },
  failing: { about: 'The function throws every time.', ...failing },
  'huge answer': {
    about: 'Every answer is 7 MB, more than Lambda lets pass.',
    answer: [200, JSON.stringify('x'.repeat(TOO_LARGE))],
    effect: { type: 'huge', bytes: TOO_LARGE },
  },
  'blank answer once': { about: 'One answer is empty.', ...blank, times: 1 },
  'blank answer': { about: 'Every answer is empty.', ...blank },
  'garbage once': { about: 'One answer is no JSON.', ...garbage, times: 1 },
  garbage: { about: 'No answer is JSON.', ...garbage },
} as const satisfies Record<string, FaultKind>;
