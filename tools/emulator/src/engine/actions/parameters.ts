import { type Action, type Problem, checkAction } from '@patchbay/sma';
import type { ActionFailure } from '../context.ts';
import { badLeg } from '../select-leg.ts';
import type { Transaction } from '../transaction.ts';
import { adviseOnAction } from './advise.ts';

/** What a loosely typed number says; `fallback` where there is none. */
export function numberOf(value: number | string | undefined, fallback: number): number {
  return value === undefined ? fallback : Number(value);
}

/** What the service answers to a parameter it does not accept; undefined when it accepts all of them. */
export function checkParameters(transaction: Transaction, action: Action): ActionFailure | undefined {
  const problems = checkAction({ ...action, Parameters: action.Parameters ?? {} });
  adviseOnAction(transaction, action, problems);
  const wrong = problems.find((problem) => problem.level === 'error');
  if (!wrong) return undefined;
  transaction.diagnose('invalid-action-parameter', `${action.Type}: ${wrong.path} ${wrong.rule} (is ${wrong.value}).`);
  return failureOf(action, wrong);
}

function failureOf(action: Action, problem: Problem): ActionFailure {
  const field = /Parameters\.(\w+)/.exec(problem.path)?.[1] ?? '';
  const text = /(?:^|\.)Text$/.test(problem.path);
  if (text && problem.value === 'missing') {
    return { errorType: 'MissingRequiredActionParameter', errorMessage: 'Text is a required parameter.' };
  }
  if (text && /1,?000/.test(problem.rule)) {
    return { errorType: 'MissingRequiredActionParameter', errorMessage: 'Text is limited to 1,000 characters' };
  }
  if (action.Type === 'VoiceFocus' && problem.value === 'missing') {
    return { errorType: 'MissingRequiredActionParameter', errorMessage: 'Missing required action parameter.' };
  }
  if (field === 'AudioSource' || field === 'FailureAudioSource') {
    return { errorType: 'InvalidAudioSource', errorMessage: 'Audio Source parameter value is invalid.' };
  }
  if (field === 'RingbackTone') {
    return { errorType: 'InvalidAudioSource', errorMessage: 'Ringtone parameter value is invalid.' };
  }
  return { errorType: 'InvalidActionParameter', errorMessage: message(action, field, problem) };
}

/** The service's own words, where AWS documents them (spec 16). */
function message(action: Action, field: string, problem: Problem): string {
  if (field === 'CallId' || field === 'ParticipantTag') return badLeg(action.Type).errorMessage;
  switch (action.Type) {
    case 'CallAndBridge':
      return callAndBridgeMessage(field, problem);
    case 'Pause':
      return 'The Duration parameter is invalid.';
    case 'ModifyChimeMeetingAttendees':
      return MODIFY[field] ?? `${field} parameter value is invalid.`;
    case 'PlayAudioAndGetDigits':
    case 'SpeakAndGetDigits':
    case 'ReceiveDigits':
      return `The ${field} parameter is invalid.`;
    case 'SendDigits':
      return field === 'ToneDurationInMilliseconds'
        ? 'ToneDuration parameter value is invalid.'
        : 'Digits parameter value is invalid.';
    case 'StartCallRecording':
    case 'StopCallRecording':
    case 'PauseCallRecording':
    case 'ResumeCallRecording':
      return badLeg(action.Type).errorMessage;
    case 'Hangup':
    case 'JoinChimeMeeting':
    case 'PlayAudio':
    case 'RecordAudio':
    case 'Speak':
    case 'StartBotConversation':
    case 'VoiceFocus':
      return `${field} parameter value is invalid.`;
  }
}

const MODIFY: Record<string, string> = {
  Operation: 'ModifyChimeMeetingAttendees Operation parameter value is invalid',
  MeetingId: 'Meeting ID parameter value is invalid.',
  AttendeeList: 'Attendee List parameter value is invalid.',
};

function callAndBridgeMessage(field: string, problem: Problem): string {
  switch (field) {
    case 'CallTimeoutSeconds':
      return 'The MaxCallTimeout parameter is invalid. Timeout must be between 0 and 120 seconds.';
    case 'CallerIdNumber':
      return problem.value === 'missing' ? 'Caller ID not defined.' : 'Invalid caller ID.';
    case 'Endpoints':
      return /\[0\]/.test(problem.path) ? 'Endpoint parameter is invalid.' : 'Invalid number of endpoints provided.';
    case 'SipHeaders':
      return `Invalid SIP header(s) provided: ${/SipHeaders\.(.+)$/.exec(problem.path)?.[1] ?? problem.value}`;
    default:
      return `${field} parameter value is invalid.`;
  }
}
