/** What the services do with Chime, behind small functions. The SDK is loaded when it is first needed. */
export {
  createMeetings,
  type JoinableAttendee,
  type JoinableMeeting,
  type MeetingRequest,
  type MeetingResult,
  type Meetings,
  type MeetingsOptions,
} from './meetings.ts';
export type { Refusal, RefusalReason } from './refusal.ts';
export {
  createVoice,
  type CallRequest,
  type CallResult,
  type UpdateRequest,
  type Voice,
  type VoiceOptions,
} from './voice.ts';
