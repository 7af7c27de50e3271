import type { FaultName } from '../faults.ts';
import type { Expected } from './expected.ts';

/** From the second event on, when the caller has heard the greeting. */
export const inMidCall: Readonly<Record<FaultName, Expected>> = {
  'function missing': {
    heard: ['Hello.'],
    waits: 0,
    sipCode: 480,
    trace: ['NEW_INBOUND_CALL: returned', 'ACTION_SUCCESSFUL: not-found, not-found', 'HANGUP: not-found, not-found'],
    diagnostics: ['function-not-found'],
  },
  'access denied': {
    heard: ['Hello.'],
    waits: 0,
    sipCode: 480,
    trace: [
      'NEW_INBOUND_CALL: returned',
      'ACTION_SUCCESSFUL: access-denied, access-denied',
      'HANGUP: access-denied, access-denied',
    ],
    diagnostics: ['function-access-denied'],
  },
  unreachable: {
    heard: ['Hello.'],
    waits: 0,
    sipCode: 480,
    trace: [
      'NEW_INBOUND_CALL: returned',
      'ACTION_SUCCESSFUL: unreachable, unreachable',
      'HANGUP: unreachable, unreachable',
    ],
    diagnostics: ['function-unreachable'],
  },
  'throttled once': {
    heard: ['Hello.', 'Goodbye.'],
    waits: 0,
    sipCode: 0,
    trace: ['NEW_INBOUND_CALL: returned', 'ACTION_SUCCESSFUL: throttled, returned', 'HANGUP: returned'],
    diagnostics: [],
  },
  throttled: {
    heard: ['Hello.'],
    waits: 0,
    sipCode: 480,
    trace: ['NEW_INBOUND_CALL: returned', 'ACTION_SUCCESSFUL: throttled, throttled', 'HANGUP: throttled, throttled'],
    diagnostics: ['function-throttled'],
  },
  'slow once, 6 s': {
    heard: ['Hello.', 'Goodbye.'],
    waits: 5,
    sipCode: 0,
    trace: [
      'NEW_INBOUND_CALL: returned',
      'ACTION_SUCCESSFUL: returned',
      'HANGUP: returned',
      'ACTION_SUCCESSFUL: (returned)',
    ],
    diagnostics: ['response-slow', 'duplicate-delivery'],
  },
  'slow, 6 s': {
    heard: ['Hello.', 'Goodbye.'],
    waits: 6,
    sipCode: 0,
    trace: ['NEW_INBOUND_CALL: returned', 'ACTION_SUCCESSFUL: returned, (returned)', 'HANGUP: returned, (returned)'],
    diagnostics: ['response-slow', 'duplicate-delivery'],
  },
  'slow, 21 s': {
    heard: ['Hello.'],
    waits: 20,
    sipCode: 480,
    trace: [
      'NEW_INBOUND_CALL: returned',
      'ACTION_SUCCESSFUL: timed-out, (returned), (returned), (returned), (returned)',
      'HANGUP: timed-out, (returned), (returned), (returned), (returned)',
    ],
    diagnostics: ['response-slow', 'response-too-late', 'duplicate-delivery'],
  },
  'failing once': {
    heard: ['Hello.', 'Goodbye.'],
    waits: 0,
    sipCode: 0,
    trace: ['NEW_INBOUND_CALL: returned', 'ACTION_SUCCESSFUL: failed, returned', 'HANGUP: returned'],
    diagnostics: ['duplicate-delivery'],
  },
  failing: {
    heard: ['Hello.'],
    waits: 0,
    sipCode: 480,
    trace: ['NEW_INBOUND_CALL: returned', 'ACTION_SUCCESSFUL: failed, failed', 'HANGUP: failed, failed'],
    diagnostics: ['duplicate-delivery', 'function-error'],
  },
  'huge answer': {
    heard: ['Hello.'],
    waits: 0,
    sipCode: 480,
    trace: ['NEW_INBOUND_CALL: returned', 'ACTION_SUCCESSFUL: failed, failed', 'HANGUP: failed, failed'],
    diagnostics: ['duplicate-delivery', 'response-too-large'],
  },
  'blank answer once': {
    heard: ['Hello.', 'Sorry.'],
    waits: 0,
    sipCode: 0,
    trace: [
      'NEW_INBOUND_CALL: returned',
      'ACTION_SUCCESSFUL: invalid',
      'INVALID_LAMBDA_RESPONSE: returned',
      'HANGUP: returned',
    ],
    diagnostics: ['invalid-response'],
  },
  'blank answer': {
    heard: ['Hello.'],
    waits: 0,
    sipCode: 480,
    trace: [
      'NEW_INBOUND_CALL: returned',
      'ACTION_SUCCESSFUL: invalid',
      'INVALID_LAMBDA_RESPONSE: invalid',
      'HANGUP: invalid',
    ],
    diagnostics: ['invalid-response', 'second-invalid-response'],
  },
  'garbage once': {
    heard: ['Hello.', 'Sorry.'],
    waits: 0,
    sipCode: 0,
    trace: [
      'NEW_INBOUND_CALL: returned',
      'ACTION_SUCCESSFUL: invalid',
      'INVALID_LAMBDA_RESPONSE: returned',
      'HANGUP: returned',
    ],
    diagnostics: ['invalid-response'],
  },
  garbage: {
    heard: ['Hello.'],
    waits: 0,
    sipCode: 480,
    trace: [
      'NEW_INBOUND_CALL: returned',
      'ACTION_SUCCESSFUL: invalid',
      'INVALID_LAMBDA_RESPONSE: invalid',
      'HANGUP: invalid',
    ],
    diagnostics: ['invalid-response', 'second-invalid-response'],
  },
};
