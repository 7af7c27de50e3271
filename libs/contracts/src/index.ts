/** Schemas of what crosses a service's border over HTTP or the live socket; a browser can import them too. */
export { call, callState, callStates, type Call, type CallState } from './call.ts';
export {
  callList,
  createCallRequest,
  createCallResponse,
  digitsAccepted,
  digitsRequest,
  type CallList,
  type CreateCallRequest,
  type CreateCallResponse,
  type DigitsRequest,
} from './calls-api.ts';
export { liveMessage, liveTicket, type LiveMessage, type LiveTicket } from './live.ts';
export { problem, type Problem } from './problem.ts';
export { openApi } from './open-api.ts';
export { routes, type ApiRoute } from './routes.ts';
export {
  actionAccepted,
  actionNames,
  actionOutcome,
  actionOutcomes,
  actionRequest,
  conference,
  conferenceList,
  createConferenceRequest,
  liveCall,
  liveCallList,
  liveCallStates,
  MAX_SPOKEN,
  operatorPrompts,
  type ActionOutcome,
  type ActionRequest,
  type Conference,
  type CreateConferenceRequest,
  type LiveCall,
  type LiveCallState,
} from './conferences-api.ts';
export {
  addParticipantsRequest,
  createMeetingRequest,
  joinAsGuestRequest,
  joinMeetingRequest,
  joinMeetingResponse,
  MAX_PARTICIPANTS,
  meetingEnded,
  meetingParticipant,
  meetingParticipants,
  participantRequest,
  scheduledParticipants,
  type AddParticipantsRequest,
  type CreateMeetingRequest,
  type JoinAsGuestRequest,
  type JoinMeetingRequest,
  type JoinMeetingResponse,
  type MeetingParticipant,
  type MeetingParticipants,
  type ParticipantRequest,
  type ScheduledParticipants,
} from './meetings-api.ts';
