import type { OperationTable } from '../../operation.ts';
import { batchCreateAttendee } from './batch-create-attendee.ts';
import { batchUpdateAttendeeCapabilitiesExcept } from './batch-update-attendee-capabilities-except.ts';
import { createAttendee } from './create-attendee.ts';
import { createMeeting } from './create-meeting.ts';
import { createMeetingWithAttendees } from './create-meeting-with-attendees.ts';
import { deleteAttendee } from './delete-attendee.ts';
import { deleteMeeting } from './delete-meeting.ts';
import { getAttendee } from './get-attendee.ts';
import { getMeeting } from './get-meeting.ts';
import { listAttendees } from './list-attendees.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import { tagResource } from './tag-resource.ts';
import { untagResource } from './untag-resource.ts';
import { updateAttendeeCapabilities } from './update-attendee-capabilities.ts';

/** The operations of Chime SDK Meetings that are emulated. */
export const meetingsOperations = {
  BatchCreateAttendee: batchCreateAttendee,
  BatchUpdateAttendeeCapabilitiesExcept: batchUpdateAttendeeCapabilitiesExcept,
  CreateAttendee: createAttendee,
  CreateMeeting: createMeeting,
  CreateMeetingWithAttendees: createMeetingWithAttendees,
  DeleteAttendee: deleteAttendee,
  DeleteMeeting: deleteMeeting,
  GetAttendee: getAttendee,
  GetMeeting: getMeeting,
  ListAttendees: listAttendees,
  ListTagsForResource: listTagsForResource,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateAttendeeCapabilities: updateAttendeeCapabilities,
} satisfies OperationTable;
