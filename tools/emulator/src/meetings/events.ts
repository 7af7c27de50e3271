import type { AttendeeRecord, MeetingRecord } from './state.ts';

export type MeetingEventType =
  | 'chime:MeetingStarted'
  | 'chime:MeetingEnded'
  | 'chime:AttendeeAdded'
  | 'chime:AttendeeDeleted'
  | 'chime:AttendeeAuthorized'
  | 'chime:AttendeeJoined'
  | 'chime:AttendeeLeft'
  | 'chime:AttendeeDropped';

/** What EventBridge delivers (developer guide, "Understanding Amazon Chime SDK meeting lifecycle events"). */
export interface MeetingEvent {
  version: '0';
  id: string;
  source: 'aws.chime';
  account: string;
  region: string;
  'detail-type': 'Chime Meeting State Change';
  /** To the second. */
  time: string;
  resources: string[];
  detail: MeetingEventDetail;
}

export interface MeetingEventDetail {
  version: '0';
  eventType: MeetingEventType;
  /** Milliseconds since the epoch. */
  timestamp: number;
  meetingId: string;
  mediaRegion: string;
  externalMeetingId: string;
  attendeeId?: string;
  externalUserId?: string;
  networkType?: NetworkType;
}

/** Amazon documents `Voip` alone; what it says of telephones is not known. */
export type NetworkType = 'Voip' | 'Pstn';

export interface EventSource {
  id: string;
  account: string;
  region: string;
  /** Milliseconds since the epoch. */
  now: number;
}

export function toMeetingEvent(
  { id, account, region, now }: EventSource,
  eventType: MeetingEventType,
  meeting: MeetingRecord,
  attendee?: AttendeeRecord,
  networkType?: NetworkType,
): MeetingEvent {
  return {
    version: '0',
    id,
    source: 'aws.chime',
    account,
    region,
    'detail-type': 'Chime Meeting State Change',
    time: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    resources: [],
    detail: {
      version: '0',
      eventType,
      timestamp: now,
      meetingId: meeting.MeetingId,
      mediaRegion: meeting.MediaRegion,
      externalMeetingId: meeting.ExternalMeetingId,
      ...(attendee && { attendeeId: attendee.AttendeeId, externalUserId: attendee.ExternalUserId }),
      ...(networkType && { networkType }),
    },
  };
}
