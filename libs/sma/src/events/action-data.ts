/** ActionData of the events that report on an action. */
import * as z from 'zod/mini';
import type { ActionParams, ActionType } from '../actions/action.ts';
import { actionTypes } from '../actions/table.ts';
import { intentResult, type IntentResult } from './intent-result.ts';
import { orElse } from './or-else.ts';

/** What an action adds to ActionData when it succeeds. */
export interface ResultExtras {
  PlayAudioAndGetDigits: { ReceivedDigits: string };
  SpeakAndGetDigits: { ReceivedDigits: string };
  ReceiveDigits: { ReceivedDigits: string };
  RecordAudio: {
    RecordingDestination: { Type: 'S3'; BucketName: string; Key: string };
    /** Only when a key ended the recording. */
    RecordingTerminatorUsed?: string;
  };
  /** Location is bucket/key; the object exists once the leg has ended. */
  StartCallRecording: { CallRecordingDestination: { Type: 'S3'; Location: string } };
  StartBotConversation: { IntentResult: IntentResult; CallId?: string };
}

/** Open: consumers must expect types that are not documented. */
export type SmaErrorType =
  | 'InvalidActionParameter'
  | 'MissingRequiredActionParameter'
  | 'SystemException'
  | 'InvalidAudioSource'
  | 'InvalidDigitsReceived'
  | 'CallNotAnswered'
  | 'ActionExecutionThrottled'
  | 'AccessDenied'
  | 'ResourceNotFound'
  | 'ResourceAccessDenied'
  | (string & {});

export type DoneActionData<T extends ActionType = ActionType> = {
  [K in T]: { Type: K; Parameters: ActionParams[K] & { CallId?: string } } & (K extends keyof ResultExtras
    ? ResultExtras[K]
    : unknown);
}[T];

/** Parameters are whatever was sent: they may be what failed. The error comes in one of two forms. */
export type FailedActionData<T extends ActionType = ActionType> = {
  [K in T]: {
    Type: K;
    Parameters: Partial<ActionParams[K]> & { CallId?: string };
    ErrorType?: SmaErrorType;
    ErrorMessage?: string;
    /** `Type: message` in one string. */
    Error?: string;
    ErrorList?: string[];
  };
}[T];

/** The service echoes what it was sent, and adds the CallId: nothing to check but that. */
const echoed = orElse(z.looseObject({ CallId: z.optional(z.string()) }), {});
const receivedDigits = { ReceivedDigits: orElse(z.string(), '') };

const extras: Record<keyof ResultExtras, z.core.$ZodLooseShape> = {
  PlayAudioAndGetDigits: receivedDigits,
  SpeakAndGetDigits: receivedDigits,
  ReceiveDigits: receivedDigits,
  RecordAudio: {
    RecordingDestination: z.object({ Type: z.literal('S3'), BucketName: z.string(), Key: z.string() }),
    RecordingTerminatorUsed: z.optional(z.string()),
  },
  StartCallRecording: {
    CallRecordingDestination: z.object({ Type: z.literal('S3'), Location: z.string() }),
  },
  StartBotConversation: { IntentResult: intentResult, CallId: z.optional(z.string()) },
};

const unknownType = `must be one of the ${actionTypes.length} actions`;
const done = (type: ActionType) =>
  z.object({
    ...(Object.hasOwn(extras, type) ? extras[type as keyof ResultExtras] : {}),
    Type: z.literal(type),
    Parameters: echoed,
  });

type Done = ReturnType<typeof done>;

export const doneActionData = z.discriminatedUnion('Type', actionTypes.map(done) as [Done, ...Done[]], {
  error: ({ code }) => (code === 'invalid_union' ? unknownType : undefined),
});
export const doneReceiveDigits = done('ReceiveDigits');
export const runningActionData = z.object({ Type: z.literal(actionTypes, unknownType), Parameters: echoed });
export const failedActionData = z.object({
  Type: z.literal(actionTypes, unknownType),
  Parameters: echoed,
  ErrorType: z.optional(z.string()),
  ErrorMessage: z.optional(z.string()),
  Error: z.optional(z.string()),
  ErrorList: z.optional(z.array(z.string())),
});
