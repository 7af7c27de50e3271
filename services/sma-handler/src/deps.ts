import { randomBytes, randomUUID } from 'node:crypto';
import { createMeetings, createVoice, type Meetings } from '@patchbay/chime';
import type { Counters } from '@patchbay/dial-policy';
import { createSecret } from '@patchbay/lambda';
import { asCall, createLive } from '@patchbay/live';
import { createDoor, createGuard, linesFor, passcodeDigest } from '@patchbay/meetings';
import {
  createAudit,
  createCalls,
  createConferences,
  createConnections,
  createCounters,
  createLines,
  createLiveCalls,
  createPairs,
  createParticipants,
  createScheduledMeetings,
  createUserCalls,
  type Pairs,
} from '@patchbay/repositories';
import { createDialGuard } from './dial-guard.ts';
import type { Environment } from './environment.ts';
import type { FlowDeps } from './flows/deps.ts';
import type { MeetingDialerDeps } from './flows/meeting-dialer/index.ts';
import { tellOperators } from './tell-operators.ts';

/** For a log. */
export interface TroubleReports {
  /** Why nothing can be dialled. */
  onQuota(error: unknown): void;
  /** Why somebody was not told what has become of a call. */
  onLive(error: unknown): void;
  /** What failed beside a call, which goes on. */
  onAside(error: unknown): void;
  /** Why a caller was told that all lines are busy. */
  onNoPair(reason: string): void;
}

/**
 * The real things that flows work with. What is big is loaded when a call first needs it, not at cold start.
 */
export function createDeps(environment: Environment, { onQuota, onLive, onAside, onNoPair }: TroubleReports): FlowDeps {
  const now = () => Date.now();
  const calls = createCalls({ table: environment.CALLS_TABLE, now });
  const live = createLive({
    connections: createConnections({ table: environment.CONNECTIONS_TABLE, now, random: randomBytes }),
    report: onLive,
  });
  const meetings = createMeetings({ region: environment.MEETING_REGION });
  const counters = createCounters({ table: environment.COUNTERS_TABLE });
  const conferences = createConferences({ table: environment.CONFERENCES_TABLE, now });
  const numbers = { sma: environment.ROLLING_NUMBERS, connect: environment.CONNECT_NUMBERS };
  return {
    promptsBucket: environment.PROMPTS_BUCKET,
    recordingsBucket: environment.RECORDINGS_BUCKET,
    bot: environment.BOT,
    voice: createVoice(),
    calls,
    userCalls: createUserCalls({ table: environment.CALLS_TABLE }),
    meetings,
    announce: async (call) => void (await live.publish(call.owner, { type: 'call', call: asCall(call) })),
    conferences,
    liveCalls: createLiveCalls({ table: environment.CALLS_TABLE, now }),
    audit: createAudit({ table: environment.AUDIT_TABLE }),
    counters,
    conferenceSettings: {
      pins: environment.CONFERENCE_PINS,
      waitingRoom: environment.WAITING_ROOM,
      wrongPinsPerHour: environment.WRONG_PINS_PER_HOUR,
      maxHoldMinutes: environment.MAX_HOLD_MINUTES,
      mediaRegion: environment.MEDIA_REGION,
    },
    tellOperators: tellOperators(live, conferences, onLive),
    ...meetingDeps(environment, { meetings, counters, now }),
    now,
    uuid: randomUUID,
    report: onAside,
    rollingNumbers: environment.ROLLING_NUMBERS,
    pairs: tellsOfNone(
      createPairs({ table: environment.PAIRS_TABLE, calls, numbers: () => Promise.resolve(numbers), now }),
      onNoPair,
    ),
    fallback: environment.TRANSFER_FALLBACK,
    once: (transactionId, effect) => calls.once(transactionId, effect),
    transcribe: async (job) => (await import('./transcriptions.ts')).startTranscription(job),
    ...createDialGuard({
      countries: environment.DIAL_COUNTRIES,
      destinations: environment.VOICE_CONNECTOR_DESTINATIONS,
      connectNumbers: environment.CONNECT_NUMBERS,
      limits: environment.DIAL_QUOTAS,
      counters,
      now,
      onTrouble: onQuota,
    }),
  };
}

/** Of meetings that people are invited to. */
function meetingDeps(
  environment: Environment,
  { meetings, counters, now }: { meetings: Meetings; counters: Counters; now(): number },
): Omit<MeetingDialerDeps, 'report' | 'now'> {
  const { MEETINGS_TABLE: table, MEDIA_REGION: mediaRegion, MEETING_SETTINGS: settings } = environment;
  const scheduledMeetings = createScheduledMeetings({ table, now });
  const participants = createParticipants({ table, now });
  return {
    scheduledMeetings,
    participants,
    lines: createLines({ table: environment.COUNTERS_TABLE }),
    door: createDoor({ scheduledMeetings, participants, meetings, mediaRegion, now }),
    guard: createGuard({
      participants,
      counters,
      digest: passcodeDigest(createSecret({ name: environment.PASSCODE_KEY, now })),
      limits: { perGuesser: settings.guesses, perMeeting: settings.wrongPasscodes },
      now,
    }),
    invitationSettings: { retries: settings.retries, lines: linesFor(settings.activeCalls) },
  };
}

/** A call that has ended meanwhile needs none. */
function tellsOfNone(pairs: Pairs, onNoPair: (reason: string) => void): Pairs {
  return {
    ...pairs,
    async claim(request) {
      const claimed = await pairs.claim(request);
      if (!claimed.ok && claimed.reason !== 'ended') onNoPair(claimed.reason);
      return claimed;
    },
  };
}
