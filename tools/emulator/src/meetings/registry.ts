import type { CreateMeetingRequest } from '@aws-sdk/client-chime-sdk-meetings';
import { Refusal } from '../aws/refusal.ts';
import { toTags } from '../aws/tags.ts';
import type { Wire } from '../aws/wire.ts';
import { findMeeting, peekMeeting, type MeetingsContext } from './context.ts';
import type { Lifetime } from './lifetime.ts';
import { requireMediaRegion } from './media-regions.ts';
import type { Presence } from './presence.ts';
import type { MeetingRecord } from './state.ts';

const DAY_MS = 24 * 3600_000;

export interface Registry {
  /** A repeated ClientRequestToken gives the live meeting that it made, whatever else the request says. */
  create(request: Wire<CreateMeetingRequest>): MeetingRecord;
  get(meetingId: string): MeetingRecord;
  /** Live meetings, oldest first. */
  list(): readonly MeetingRecord[];
  /** Disconnects everybody. */
  end(meeting: MeetingRecord): void;
}

export function createRegistry(context: MeetingsContext, presence: Presence, lifetime: Lifetime): Registry {
  const { state, clock, ids } = context;
  const end = (meeting: MeetingRecord): void => {
    const { MeetingId } = meeting;
    if (!(MeetingId in state.meetings)) return;
    presence.disconnect(meeting);
    lifetime.forget(MeetingId);
    delete state.meetings[MeetingId];
    for (const [id, at] of Object.entries(state.ended)) if (at < clock.now() - DAY_MS) delete state.ended[id];
    state.ended[MeetingId] = clock.now();
    context.emit('chime:MeetingEnded', meeting);
    const replicas = Object.values(state.meetings).filter(({ PrimaryMeetingId }) => PrimaryMeetingId === MeetingId);
    for (const replica of replicas) end(replica);
  };
  return {
    get: (id) => findMeeting(context, id),
    list: () => Object.values(state.meetings),
    end,
    create(request) {
      const live = Object.values(state.meetings);
      // SDKs make a token up when the caller gives none.
      const clientRequestToken = request.ClientRequestToken ?? ids.uuid();
      const existing = live.find((other) => other.clientRequestToken === clientRequestToken);
      if (existing) return existing;
      checkRequest(context, request);
      if (live.length >= context.quotas.meetings) {
        throw new Refusal(
          'LimitExceeded',
          `The account has ${live.length} meetings; its quota is ${context.quotas.meetings}`,
        );
      }
      const MeetingId = ids.uuid();
      const meeting: MeetingRecord = {
        MeetingId,
        MeetingArn: `arn:aws:chime:${context.region}:${context.accountId}:meeting/${MeetingId}`,
        ExternalMeetingId: request.ExternalMeetingId,
        MediaRegion: request.MediaRegion,
        MeetingHostId: request.MeetingHostId,
        MediaPlacement: context.mediaPlacement(MeetingId),
        MeetingFeatures: request.MeetingFeatures,
        PrimaryMeetingId: request.PrimaryMeetingId,
        TenantIds: request.TenantIds ?? [],
        clientRequestToken,
        createdAt: clock.now(),
        emptySince: clock.now(),
        attendees: {},
        tags: toTags(request.Tags),
      };
      state.meetings[MeetingId] = meeting;
      lifetime.watch(meeting);
      context.emit('chime:MeetingStarted', meeting);
      return meeting;
    },
  };
}

function checkRequest(context: MeetingsContext, request: Wire<CreateMeetingRequest>): void {
  const { ExternalMeetingId, MediaRegion, PrimaryMeetingId } = request;
  requireMediaRegion(MediaRegion);
  if (/^aws:/i.test(ExternalMeetingId)) throw new Refusal('BadRequest', 'ExternalMeetingId must not begin with aws:');
  if (PrimaryMeetingId !== undefined && !peekMeeting(context, PrimaryMeetingId)) {
    throw new Refusal('BadRequest', `PrimaryMeetingId: there is no meeting ${PrimaryMeetingId}`);
  }
}
