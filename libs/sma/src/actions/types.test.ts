import { expect, test } from '@jest/globals';
import type * as z from 'zod/mini';
import * as sma from '../index.ts';
import type { ActionParams, ActionType } from './action.ts';

/** The schema of each action, with its own type. */
const schemas = {
  CallAndBridge: sma.callAndBridgeParameters,
  Hangup: sma.hangupParameters,
  JoinChimeMeeting: sma.joinChimeMeetingParameters,
  ModifyChimeMeetingAttendees: sma.modifyChimeMeetingAttendeesParameters,
  Pause: sma.pauseParameters,
  PlayAudio: sma.playAudioParameters,
  PlayAudioAndGetDigits: sma.playAudioAndGetDigitsParameters,
  ReceiveDigits: sma.receiveDigitsParameters,
  RecordAudio: sma.recordAudioParameters,
  SendDigits: sma.sendDigitsParameters,
  Speak: sma.speakParameters,
  SpeakAndGetDigits: sma.speakAndGetDigitsParameters,
  StartBotConversation: sma.startBotConversationParameters,
  VoiceFocus: sma.voiceFocusParameters,
  StartCallRecording: sma.startCallRecordingParameters,
  StopCallRecording: sma.stopCallRecordingParameters,
  PauseCallRecording: sma.pauseCallRecordingParameters,
  ResumeCallRecording: sma.resumeCallRecordingParameters,
};

type Input<T extends ActionType> = z.input<(typeof schemas)[T]>;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Holds, at compile time, if whatever has the type is taken by the schema, and both have the same fields. */
type Agrees = {
  [T in ActionType]: ActionParams[T] extends Input<T> ? Same<keyof ActionParams[T], keyof Input<T>> : false;
};

test('every type is the type of its schema', () => {
  const agrees: Agrees = Object.fromEntries(sma.actionTypes.map((type) => [type, true])) as {
    [T in ActionType]: true;
  };

  expect(Object.keys(agrees)).toEqual(Object.keys(schemas));
});

test('the table has the schemas that are exported', () => {
  for (const type of sma.actionTypes) expect(sma.actionTable[type].parameters).toBe(schemas[type]);
});
