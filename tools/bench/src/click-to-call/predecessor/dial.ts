/**
 * What the predecessor does to place a call, in our words: four requests one after the other, and nothing is kept.
 * It does not know who asks (its gateway does), how often, or whether it has been asked before; nothing is undone, and
 * nobody can ask what has become of the call.
 */
import { randomUUID } from 'node:crypto';
import {
  ChimeSDKMeetingsClient,
  CreateAttendeeCommand,
  CreateMeetingCommand,
} from '@aws-sdk/client-chime-sdk-meetings';
import { ChimeSDKVoiceClient, CreateSipMediaApplicationCallCommand } from '@aws-sdk/client-chime-sdk-voice';

const meetings = new ChimeSDKMeetingsClient();
const voice = new ChimeSDKVoiceClient();
const { SMA_ID: SipMediaApplicationId, FROM_NUMBER: FromPhoneNumber } = process.env;

export async function handler({ body }: { body: string }): Promise<{ statusCode: number; body: string }> {
  const { to } = JSON.parse(body) as { to: string };
  const { Meeting: meeting } = await meetings.send(
    new CreateMeetingCommand({
      ClientRequestToken: randomUUID(),
      ExternalMeetingId: randomUUID(),
      MediaRegion: 'us-east-1',
    }),
  );
  const MeetingId = meeting?.MeetingId ?? '';
  const attendee = async (ExternalUserId: string) =>
    (await meetings.send(new CreateAttendeeCommand({ MeetingId, ExternalUserId }))).Attendee;
  const browser = await attendee('browser');
  const phone = await attendee('phone');
  const { SipMediaApplicationCall: call } = await voice.send(
    new CreateSipMediaApplicationCallCommand({
      SipMediaApplicationId,
      FromPhoneNumber,
      ToPhoneNumber: '+17035550122',
      SipHeaders: { 'X-chime-join-token': phone?.JoinToken ?? '', 'X-chime-meeting-id': MeetingId },
      ArgumentsMap: { MeetingId, RequestedDialNumber: to },
    }),
  );
  return { statusCode: 201, body: JSON.stringify({ call: { id: call?.TransactionId }, meeting, attendee: browser }) };
}
