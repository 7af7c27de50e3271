import type { ActionParams, ActionType } from './action.ts';
import { callAndBridgeAction } from './call-and-bridge.ts';
import { hangupAction } from './hangup.ts';
import { joinChimeMeetingAction } from './join-chime-meeting.ts';
import { modifyChimeMeetingAttendeesAction } from './modify-chime-meeting-attendees.ts';
import { pauseAction } from './pause.ts';
import { pauseCallRecordingAction } from './pause-call-recording.ts';
import { playAudioAction } from './play-audio.ts';
import { playAudioAndGetDigitsAction } from './play-audio-and-get-digits.ts';
import { receiveDigitsAction } from './receive-digits.ts';
import { recordAudioAction } from './record-audio.ts';
import { resumeCallRecordingAction } from './resume-call-recording.ts';
import { sendDigitsAction } from './send-digits.ts';
import { speakAction } from './speak.ts';
import { speakAndGetDigitsAction } from './speak-and-get-digits.ts';
import { startBotConversationAction } from './start-bot-conversation.ts';
import { startCallRecordingAction } from './start-call-recording.ts';
import { stopCallRecordingAction } from './stop-call-recording.ts';
import { voiceFocusAction } from './voice-focus.ts';
import type { Definition } from './define.ts';

/** Every action: what the service accepts, what we advise, how it is built. */
export const actionTable = {
  CallAndBridge: callAndBridgeAction,
  Hangup: hangupAction,
  JoinChimeMeeting: joinChimeMeetingAction,
  ModifyChimeMeetingAttendees: modifyChimeMeetingAttendeesAction,
  Pause: pauseAction,
  PlayAudio: playAudioAction,
  PlayAudioAndGetDigits: playAudioAndGetDigitsAction,
  ReceiveDigits: receiveDigitsAction,
  RecordAudio: recordAudioAction,
  SendDigits: sendDigitsAction,
  Speak: speakAction,
  SpeakAndGetDigits: speakAndGetDigitsAction,
  StartBotConversation: startBotConversationAction,
  VoiceFocus: voiceFocusAction,
  StartCallRecording: startCallRecordingAction,
  StopCallRecording: stopCallRecordingAction,
  PauseCallRecording: pauseCallRecordingAction,
  ResumeCallRecording: resumeCallRecordingAction,
} satisfies { [T in ActionType]: Definition<T, ActionParams[T], never> };

export const actionTypes = Object.keys(actionTable) as ActionType[];

export function isActionType(type: unknown): type is ActionType {
  return typeof type === 'string' && Object.hasOwn(actionTable, type);
}
