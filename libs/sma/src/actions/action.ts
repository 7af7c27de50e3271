/** The 18 actions of PSTN Audio, as types. */
import type { CallAndBridgeParameters } from './call-and-bridge.ts';
import type { HangupParameters } from './hangup.ts';
import type { JoinChimeMeetingParameters } from './join-chime-meeting.ts';
import type { ModifyChimeMeetingAttendeesParameters } from './modify-chime-meeting-attendees.ts';
import type { PauseParameters } from './pause.ts';
import type { PauseCallRecordingParameters } from './pause-call-recording.ts';
import type { PlayAudioParameters } from './play-audio.ts';
import type { PlayAudioAndGetDigitsParameters } from './play-audio-and-get-digits.ts';
import type { ReceiveDigitsParameters } from './receive-digits.ts';
import type { RecordAudioParameters } from './record-audio.ts';
import type { ResumeCallRecordingParameters } from './resume-call-recording.ts';
import type { SendDigitsParameters } from './send-digits.ts';
import type { SpeakParameters } from './speak.ts';
import type { SpeakAndGetDigitsParameters } from './speak-and-get-digits.ts';
import type { StartBotConversationParameters } from './start-bot-conversation.ts';
import type { StartCallRecordingParameters } from './start-call-recording.ts';
import type { StopCallRecordingParameters } from './stop-call-recording.ts';
import type { VoiceFocusParameters } from './voice-focus.ts';

export interface ActionParams {
  CallAndBridge: CallAndBridgeParameters;
  Hangup: HangupParameters;
  JoinChimeMeeting: JoinChimeMeetingParameters;
  ModifyChimeMeetingAttendees: ModifyChimeMeetingAttendeesParameters;
  Pause: PauseParameters;
  PlayAudio: PlayAudioParameters;
  PlayAudioAndGetDigits: PlayAudioAndGetDigitsParameters;
  ReceiveDigits: ReceiveDigitsParameters;
  RecordAudio: RecordAudioParameters;
  SendDigits: SendDigitsParameters;
  Speak: SpeakParameters;
  SpeakAndGetDigits: SpeakAndGetDigitsParameters;
  StartBotConversation: StartBotConversationParameters;
  VoiceFocus: VoiceFocusParameters;
  StartCallRecording: StartCallRecordingParameters;
  StopCallRecording: StopCallRecordingParameters;
  PauseCallRecording: PauseCallRecordingParameters;
  ResumeCallRecording: ResumeCallRecordingParameters;
}

export type ActionType = keyof ActionParams;
export type ActionOf<T extends ActionType> = { [K in T]: { Type: K; Parameters: ActionParams[K] } }[T];
export type Action = ActionOf<ActionType>;
