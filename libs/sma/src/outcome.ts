import type { SmaErrorType } from './events/action-data.ts';
import type { SmaEvent } from './events/event.ts';

export interface Failure {
  /** `Unknown` when the event does not tell. */
  type: SmaErrorType;
  message: string;
}

export interface RecordingPlace {
  bucketName: string;
  key: string;
  /** The key that ended the recording. */
  terminator?: string;
}

/** Type and message come apart, or as `Error: "Type: message"`. */
export function failureOf(event: SmaEvent): Failure | undefined {
  if (event.InvocationEventType === 'INVALID_LAMBDA_RESPONSE') {
    return failure(
      event.ErrorType || event.ActionData?.ErrorType,
      event.ErrorMessage || event.ActionData?.ErrorMessage,
    );
  }
  if (event.InvocationEventType !== 'ACTION_FAILED') return undefined;
  const { ErrorType, ErrorMessage, Error: both = '' } = event.ActionData;
  const [, type, message] = /^(\w+):\s*(.*)$/s.exec(both) ?? [undefined, undefined, both];
  return failure(ErrorType ?? type, ErrorMessage ?? message);
}

function failure(type: SmaErrorType | undefined, message: string | undefined): Failure {
  return { type: type || 'Unknown', message: message ?? '' };
}

export function recordingOf(event: SmaEvent): RecordingPlace | undefined {
  if (event.InvocationEventType !== 'ACTION_SUCCESSFUL') return undefined;
  const { ActionData: data } = event;
  if (data.Type === 'RecordAudio') {
    const { BucketName: bucketName, Key: key } = data.RecordingDestination;
    const terminator = data.RecordingTerminatorUsed;
    return { bucketName, key, ...(terminator === undefined ? {} : { terminator }) };
  }
  if (data.Type !== 'StartCallRecording') return undefined;
  const { Location: location } = data.CallRecordingDestination;
  const slash = location.indexOf('/');
  return slash < 0
    ? { bucketName: location, key: '' }
    : { bucketName: location.slice(0, slash), key: location.slice(slash + 1) };
}
