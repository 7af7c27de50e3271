import type { ActionType } from '@patchbay/sma';
import { callAndBridge } from './call-and-bridge.ts';
import { pauseCallRecording, resumeCallRecording, startCallRecording, stopCallRecording } from './call-recording.ts';
import type { ActionDefinition } from './definition.ts';
import { hangup } from './hangup.ts';
import { joinChimeMeeting } from './join-chime-meeting.ts';
import { modifyChimeMeetingAttendees } from './modify-chime-meeting-attendees.ts';
import { pause } from './pause.ts';
import { playAudio } from './play-audio.ts';
import { playAudioAndGetDigits } from './play-audio-and-get-digits.ts';
import { receiveDigits } from './receive-digits.ts';
import { recordAudio } from './record-audio.ts';
import { sendDigits } from './send-digits.ts';
import { speak } from './speak.ts';
import { speakAndGetDigits } from './speak-and-get-digits.ts';
import { startBotConversation } from './start-bot-conversation.ts';
import { voiceFocus } from './voice-focus.ts';

const byType: { [T in ActionType]: ActionDefinition<T> } = {
  CallAndBridge: callAndBridge,
  Hangup: hangup,
  JoinChimeMeeting: joinChimeMeeting,
  ModifyChimeMeetingAttendees: modifyChimeMeetingAttendees,
  Pause: pause,
  PauseCallRecording: pauseCallRecording,
  PlayAudio: playAudio,
  PlayAudioAndGetDigits: playAudioAndGetDigits,
  ReceiveDigits: receiveDigits,
  RecordAudio: recordAudio,
  ResumeCallRecording: resumeCallRecording,
  SendDigits: sendDigits,
  Speak: speak,
  SpeakAndGetDigits: speakAndGetDigits,
  StartBotConversation: startBotConversation,
  StartCallRecording: startCallRecording,
  StopCallRecording: stopCallRecording,
  VoiceFocus: voiceFocus,
};

/** How the emulator runs each action. A run is only ever given to the definition of its own type. */
export const actions = byType as unknown as Readonly<Record<ActionType, ActionDefinition>>;
