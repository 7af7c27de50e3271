import type { FaultName } from '../faults.ts';
import type { Expected } from './expected.ts';

/** The first event of an inbound call, whose SIP rule has a second target. */
export const withSecondTarget: Readonly<Record<FaultName, Expected>> = {
  'function missing': {
    heard: ['Hello from the other side.', 'Goodbye.'],
    waits: 0,
    sipCode: 0,
    trace: ['NEW_INBOUND_CALL: not-found, not-found, returned', 'ACTION_SUCCESSFUL: returned', 'HANGUP: returned'],
    diagnostics: ['function-not-found'],
  },
  'access denied': {
    heard: ['Hello from the other side.', 'Goodbye.'],
    waits: 0,
    sipCode: 0,
    trace: [
      'NEW_INBOUND_CALL: access-denied, access-denied, returned',
      'ACTION_SUCCESSFUL: returned',
      'HANGUP: returned',
    ],
    diagnostics: ['function-access-denied'],
  },
  unreachable: {
    heard: ['Hello from the other side.', 'Goodbye.'],
    waits: 0,
    sipCode: 0,
    trace: ['NEW_INBOUND_CALL: unreachable, unreachable, returned', 'ACTION_SUCCESSFUL: returned', 'HANGUP: returned'],
    diagnostics: ['function-unreachable'],
  },
  'throttled once': {
    heard: ['Hello.', 'Goodbye.'],
    waits: 0,
    sipCode: 0,
    trace: ['NEW_INBOUND_CALL: throttled, returned', 'ACTION_SUCCESSFUL: returned', 'HANGUP: returned'],
    diagnostics: [],
  },
  throttled: {
    heard: ['Hello from the other side.', 'Goodbye.'],
    waits: 0,
    sipCode: 0,
    trace: ['NEW_INBOUND_CALL: throttled, throttled, returned', 'ACTION_SUCCESSFUL: returned', 'HANGUP: returned'],
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
      'NEW_INBOUND_CALL: (returned)',
    ],
    diagnostics: ['response-slow', 'duplicate-delivery'],
  },
  'slow, 6 s': {
    heard: ['Hello.', 'Goodbye.'],
    waits: 6,
    sipCode: 0,
    trace: [
      'NEW_INBOUND_CALL: returned, (returned)',
      'ACTION_SUCCESSFUL: returned, (returned)',
      'HANGUP: returned, (returned)',
    ],
    diagnostics: ['response-slow', 'duplicate-delivery'],
  },
  'slow, 21 s': {
    heard: ['Hello from the other side.', 'Goodbye.'],
    waits: 20,
    sipCode: 0,
    trace: [
      'NEW_INBOUND_CALL: timed-out, returned, (returned)',
      'ACTION_SUCCESSFUL: returned',
      'HANGUP: returned',
      'NEW_INBOUND_CALL: (returned), (returned), (returned)',
    ],
    diagnostics: ['response-slow', 'response-too-late', 'duplicate-delivery'],
  },
  'failing once': {
    heard: ['Hello.', 'Goodbye.'],
    waits: 0,
    sipCode: 0,
    trace: ['NEW_INBOUND_CALL: failed, returned', 'ACTION_SUCCESSFUL: returned', 'HANGUP: returned'],
    diagnostics: ['duplicate-delivery'],
  },
  failing: {
    heard: ['Hello from the other side.', 'Goodbye.'],
    waits: 0,
    sipCode: 0,
    trace: ['NEW_INBOUND_CALL: failed, failed, returned', 'ACTION_SUCCESSFUL: returned', 'HANGUP: returned'],
    diagnostics: ['duplicate-delivery', 'function-error'],
  },
  'huge answer': {
    heard: ['Hello from the other side.', 'Goodbye.'],
    waits: 0,
    sipCode: 0,
    trace: ['NEW_INBOUND_CALL: failed, failed, returned', 'ACTION_SUCCESSFUL: returned', 'HANGUP: returned'],
    diagnostics: ['duplicate-delivery', 'response-too-large'],
  },
  'blank answer once': {
    heard: ['Sorry.'],
    waits: 0,
    sipCode: 0,
    trace: ['NEW_INBOUND_CALL: invalid', 'INVALID_LAMBDA_RESPONSE: returned', 'HANGUP: returned'],
    diagnostics: ['invalid-response'],
  },
  'blank answer': {
    heard: [],
    waits: 0,
    sipCode: 480,
    trace: ['NEW_INBOUND_CALL: invalid', 'INVALID_LAMBDA_RESPONSE: invalid', 'HANGUP: invalid'],
    diagnostics: ['invalid-response', 'second-invalid-response'],
  },
  'garbage once': {
    heard: ['Sorry.'],
    waits: 0,
    sipCode: 0,
    trace: ['NEW_INBOUND_CALL: invalid', 'INVALID_LAMBDA_RESPONSE: returned', 'HANGUP: returned'],
    diagnostics: ['invalid-response'],
  },
  garbage: {
    heard: [],
    waits: 0,
    sipCode: 480,
    trace: ['NEW_INBOUND_CALL: invalid', 'INVALID_LAMBDA_RESPONSE: invalid', 'HANGUP: invalid'],
    diagnostics: ['invalid-response', 'second-invalid-response'],
  },
};
