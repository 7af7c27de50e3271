/** What is kept in DynamoDB. The SDK is loaded when it is first needed, not at cold start. */
export type { Call, CallState } from './call.ts';
export { type CallChanges, type Calls, type CallsOptions, createCalls } from './calls.ts';
export {
  type Connection,
  type Connections,
  type ConnectionsOptions,
  createConnections,
  type TicketHolder,
} from './connections.ts';
export { type CountersOptions, createCounters } from './counters.ts';
export { MOST_REQUESTS, searchPair, type NoPairReason, type Search, type SearchOptions } from './pairs/claim.ts';
export { Crowd } from './pairs/crowd.ts';
export { createPairTable } from './pairs/create-pair-table.ts';
export { createMemoryPairTable, type MemoryPairTableOptions } from './pairs/memory-table.ts';
export { allPairs, samePair, type Claim, type Pair, type PairNumbers, type PairState } from './pairs/pair.ts';
export { type Claimed, type ClaimRequest, createPairs, type Pairs, type PairsOptions } from './pairs/pairs.ts';
export type { Reconciled } from './pairs/reconcile.ts';
export { shardCount, shardOf } from './pairs/shards.ts';
export type { FreeQuery, Lease, PairStore, PairTable, PairUpkeep } from './pairs/store.ts';
export { leaseSeconds, type Ping, sweep, type SweepOptions, type Swept } from './pairs/sweep.ts';
export {
  createSettings,
  type FlowsByNumber,
  type Settings,
  type SettingsOptions,
  type SignIn,
  type Telephony,
} from './settings.ts';
export { createSettingsWriter, type SettingsWriter, type WrittenSettings } from './settings-writer.ts';
export { createMemoryUserCalls } from './user-calls/memory-user-calls.ts';
export type { DigitsInOrder, UserCall } from './user-calls/user-call.ts';
export {
  createUserCalls,
  type Added,
  type NewUserCall,
  type UserCalls,
  type UserCallsOptions,
} from './user-calls/user-calls.ts';
export { createRequests, type Begun, type Requests, type RequestsOptions } from './requests.ts';
export { createMemoryRequests } from './memory-requests.ts';
export {
  AUDIT_OUTCOMES,
  createAudit,
  type Audit,
  type AuditOptions,
  type AuditOutcome,
  type AuditRecord,
} from './audit.ts';
export type { Conference, Everyone, MeetingInUse } from './conferences/conference.ts';
export {
  CONFERENCE_MS,
  createConferences,
  type Conferences,
  type ConferencesOptions,
  type NewConference,
} from './conferences/conferences.ts';
export { createMemoryConferences } from './conferences/memory-conferences.ts';
export { isMuted, type Attendee, type LiveCall, type LiveCallState } from './live-calls/live-call.ts';
export {
  createLiveCalls,
  type LiveCallChanges,
  type LiveCalls,
  type LiveCallsOptions,
  type NewLiveCall,
} from './live-calls/live-calls.ts';
export { createMemoryLiveCalls } from './live-calls/memory-live-calls.ts';
export { createMemoryAudit } from './memory-audit.ts';
export type { MeetingKey, ScheduledMeeting } from './meetings/meeting.ts';
export type { NewMeeting, ScheduledMeetings } from './meetings/meetings.ts';
export { createLines, type LinesOptions } from './meetings/create-lines.ts';
export { createParticipants } from './meetings/create-participants.ts';
export { createScheduledMeetings, type MeetingsTableOptions } from './meetings/create-scheduled-meetings.ts';
export { createMemoryLines } from './meetings/memory-lines.ts';
export { createMemoryParticipants } from './meetings/memory-participants.ts';
export { createMemoryScheduledMeetings } from './meetings/memory-scheduled-meetings.ts';
export {
  CALL_MS,
  isOn,
  MAIL_STATES,
  OUTCOMES,
  outranks,
  placesIn,
  type Invitation,
  type MailState,
  type Outcome,
  type Participant,
  type Place,
} from './meetings/participant.ts';
export type { Lines, NewParticipant, ParticipantKey, Participants } from './meetings/participants.ts';
