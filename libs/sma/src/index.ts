/** Types, schemas, builders and the router for Amazon Chime SDK PSTN Audio. No AWS SDK, no I/O. */
export type { Action, ActionOf, ActionParams, ActionType } from './actions/action.ts';
export { callAndBridge, callAndBridgeParameters, type CallAndBridgeParameters } from './actions/call-and-bridge.ts';
export { hangup, hangupParameters, type HangupParameters } from './actions/hangup.ts';
export {
  joinChimeMeeting,
  joinChimeMeetingParameters,
  type JoinChimeMeetingParameters,
} from './actions/join-chime-meeting.ts';
export {
  modifyChimeMeetingAttendees,
  modifyChimeMeetingAttendeesParameters,
  type ModifyChimeMeetingAttendeesParameters,
} from './actions/modify-chime-meeting-attendees.ts';
export { pause, pauseParameters, type PauseParameters } from './actions/pause.ts';
export {
  pauseCallRecording,
  pauseCallRecordingParameters,
  type PauseCallRecordingParameters,
} from './actions/pause-call-recording.ts';
export { playAudio, playAudioParameters, type PlayAudioParameters } from './actions/play-audio.ts';
export {
  playAudioAndGetDigits,
  playAudioAndGetDigitsParameters,
  type PlayAudioAndGetDigitsParameters,
} from './actions/play-audio-and-get-digits.ts';
export { receiveDigits, receiveDigitsParameters, type ReceiveDigitsParameters } from './actions/receive-digits.ts';
export { recordAudio, recordAudioParameters, type RecordAudioParameters } from './actions/record-audio.ts';
export {
  resumeCallRecording,
  resumeCallRecordingParameters,
  type ResumeCallRecordingParameters,
} from './actions/resume-call-recording.ts';
export { sendDigits, sendDigitsParameters, type SendDigitsParameters } from './actions/send-digits.ts';
export { speak, speakParameters, type SpeakParameters } from './actions/speak.ts';
export {
  speakAndGetDigits,
  speakAndGetDigitsParameters,
  type SpeakAndGetDigitsParameters,
} from './actions/speak-and-get-digits.ts';
export {
  startBotConversation,
  startBotConversationParameters,
  type StartBotConversationParameters,
} from './actions/start-bot-conversation.ts';
export {
  startCallRecording,
  startCallRecordingParameters,
  type StartCallRecordingParameters,
} from './actions/start-call-recording.ts';
export {
  stopCallRecording,
  stopCallRecordingParameters,
  type StopCallRecordingParameters,
} from './actions/stop-call-recording.ts';
export { voiceFocus, voiceFocusParameters, type VoiceFocusParameters } from './actions/voice-focus.ts';
export type { BotConfiguration } from './actions/start-bot-conversation.ts';
export type { BridgeEndpoint } from './actions/call-and-bridge.ts';
export type { DigitCollection } from './actions/digit-collection.ts';
export {
  E164,
  type Dtmf,
  type LegSelector,
  type Numeric,
  type ParticipantTag,
  type S3Object,
} from './actions/fields.ts';
export type { Speech, SpeechInput } from './actions/speech.ts';
export { actionTable, actionTypes, isActionType } from './actions/table.ts';
export { SmaError, type SmaErrorCode } from './errors.ts';
export type { DoneActionData, FailedActionData, ResultExtras, SmaErrorType } from './events/action-data.ts';
export type { ArgumentsData } from './events/arguments-data.ts';
export type { CallDetails } from './events/envelope.ts';
export type { EventOf, EventType, SmaEvent } from './events/event.ts';
export type { HangupData } from './events/hangup.ts';
export type { IntentResult, LexIntent, LexSlot } from './events/intent-result.ts';
export { checkEvent, parseEvent } from './events/parse.ts';
export type { Participant } from './events/participant.ts';
export { eventTable, eventTypes, isEventType } from './events/table.ts';
export { limits } from './limits.ts';
export type { Problem } from './problems.ts';
export { checkResponse, type SmaResponse } from './response.ts';
export { Call, type ReportedAction } from './call.ts';
export { type Leg, MEETING_NUMBER } from './leg.ts';
export type { Failure, RecordingPlace } from './outcome.ts';
export { checkAction } from './actions/check.ts';
export { checkAttributes } from './attributes.ts';
export { isSipHeader } from './actions/sip-headers.ts';
export { sipHeaderText } from './sip-header-text.ts';
export { escapeSsml, isWellFormedSsml, sayAs, shorten, Ssml, ssml } from './ssml.ts';
export type { Answer, Flow, Handler, Handlers } from './flow.ts';
export { createRouter, type Router, type RouterOptions } from './router.ts';
export type { FlowFor } from './router/flows.ts';
export type { Report, ReportCode, ReportEntry } from './router/report.ts';
