import type { Attendee, Meeting } from '@aws-sdk/client-chime-sdk-meetings';
import type { Tags } from '../aws/tags.ts';
import type { WireRecord } from '../aws/wire.ts';

/** JSON, and all that outlives a restart; who is connected does not. */
export interface MeetingsState {
  /** Live meetings by id. */
  meetings: Record<string, MeetingRecord>;
  /** When meetings of the last day ended, milliseconds since the epoch. */
  ended: Record<string, number>;
  /** Counts attendees, for the order of lists. */
  created: number;
}

export type MeetingRecord = WireRecord<
  Meeting,
  'MeetingId' | 'ExternalMeetingId' | 'MediaRegion' | 'MeetingArn' | 'MediaPlacement',
  {
    clientRequestToken: string;
    createdAt: number;
    /** Since when nobody has been connected; absent while somebody is. */
    emptySince?: number;
    attendees: Record<string, AttendeeRecord>;
    tags: Tags;
  }
>;

export type AttendeeRecord = WireRecord<
  Attendee,
  'ExternalUserId' | 'AttendeeId' | 'JoinToken' | 'Capabilities',
  { order: number }
>;

export function emptyState(): MeetingsState {
  return { meetings: {}, ended: {}, created: 0 };
}
