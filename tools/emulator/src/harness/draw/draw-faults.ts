import type { ActionType } from '@patchbay/sma';
import type { ActionFailure } from '../../engine/context.ts';
import type { FaultEffect } from '../../faults/fault.ts';
import type { Chance } from './chance.ts';

type Drawn = Readonly<{ does: FaultEffect; attempts: 'first' | 'all' }>;

const first = (does: FaultEffect): Drawn => ({ does, attempts: 'first' });
const all = (does: FaultEffect): Drawn => ({ does, attempts: 'all' });

/**
 * Slow by less than a retry, by one (then the later attempt or the first one is used), and by more than the service
 * waits for; failed and throttled once, and for good. What is no JSON stands for every answer that is refused.
 */
const FAULTS: readonly (readonly [number, Drawn])[] = [
  [20, first({ type: 'slow', ms: 3_000 })],
  [15, first({ type: 'slow', ms: 6_000 })],
  [10, all({ type: 'slow', ms: 6_000 })],
  [20, first({ type: 'duplicate' })],
  [12, first({ type: 'fail' })],
  [8, first({ type: 'refuse', reason: 'throttled' })],
  [4, all({ type: 'fail' })],
  [3, all({ type: 'refuse', reason: 'throttled' })],
  [4, all({ type: 'slow', ms: 21_000 })],
  [4, first({ type: 'garbage', payload: 'Internal Server Error' })],
];

export function drawFault(chance: Chance): Drawn {
  return chance.weighted(FAULTS);
}

const SYSTEM: ActionFailure = {
  errorType: 'SystemException',
  errorMessage: 'System error while running action.',
};
const AUDIO: ActionFailure = {
  errorType: 'InvalidAudioSource',
  errorMessage: 'Audio Source parameter value is invalid.',
};
const POLLY: ActionFailure = {
  errorType: 'ActionExecutionThrottled',
  errorMessage: 'Amazon Polly is throttling the request to synthesize speech.',
};

/** What an action can fail with beside a system error (Amazon's page on each action). */
const FAILURES: { readonly [T in ActionType]?: ActionFailure } = {
  CallAndBridge: { errorType: 'CallNotAnswered', errorMessage: 'Call not answered' },
  JoinChimeMeeting: { errorType: 'InvalidActionParameter', errorMessage: 'JoinToken parameter value is invalid.' },
  PlayAudio: AUDIO,
  PlayAudioAndGetDigits: AUDIO,
  Speak: POLLY,
  SpeakAndGetDigits: POLLY,
  RecordAudio: {
    errorType: 'InvalidActionParameter',
    errorMessage: 'Error occurred while uploading recording to S3 bucket.',
  },
  StartBotConversation: { errorType: 'ResourceNotFound', errorMessage: 'The bot was not found.' },
};

export function drawFailure(type: ActionType, chance: Chance): ActionFailure {
  const own = FAILURES[type];
  return own && chance.happens(0.6) ? own : SYSTEM;
}
