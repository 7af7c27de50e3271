import type { ChimeSDKMeetings } from '@aws-sdk/client-chime-sdk-meetings';
import type { ChimeSDKVoice, PhoneNumberProductType } from '@aws-sdk/client-chime-sdk-voice';
import type { VirtualClock } from '../../src/clock/virtual.ts';

export const LAMBDA = 'arn:aws:lambda:us-east-1:111122223333:function:ivr';
export const UNKNOWN_ID = '00000000-dead-4bad-8bad-000000000000';
export const UNKNOWN_CONNECTOR = 'aaaaaaaaaaaaaaaaaaaaaa';

/** Makes what a test needs, through the API, and returns its id. */
export function createHelpers(voice: ChimeSDKVoice, meetings: ChimeSDKMeetings, clock: VirtualClock) {
  const id = (value: string | undefined): string => value ?? 'missing';
  return {
    async number(e164 = '+12065550100', ProductType: PhoneNumberProductType = 'SipMediaApplicationDialIn') {
      await voice.createPhoneNumberOrder({ ProductType, E164PhoneNumbers: [e164] });
      await clock.pass(1000);
      return e164;
    },
    async application(AwsRegion = 'us-east-1') {
      const LambdaArn = LAMBDA.replace('us-east-1', AwsRegion);
      const created = await voice.createSipMediaApplication({ AwsRegion, Name: 'ivr', Endpoints: [{ LambdaArn }] });
      return id(created.SipMediaApplication?.SipMediaApplicationId);
    },
    async applicationArn() {
      const created = await voice.createSipMediaApplication({
        AwsRegion: 'us-east-1',
        Name: 'ivr',
        Endpoints: [{ LambdaArn: LAMBDA }],
        Tags: [{ Key: 'stage', Value: 'test' }],
      });
      return id(created.SipMediaApplication?.SipMediaApplicationArn);
    },
    async rule(TriggerValue: string, SipMediaApplicationId: string, Disabled = false) {
      const created = await voice.createSipRule({
        Name: 'main',
        TriggerType: 'ToPhoneNumber',
        TriggerValue,
        Disabled,
        TargetApplications: [{ SipMediaApplicationId, Priority: 1, AwsRegion: 'us-east-1' }],
      });
      return id(created.SipRule?.SipRuleId);
    },
    async connector(RequireEncryption = false) {
      const created = await voice.createVoiceConnector({ Name: 'trunk', RequireEncryption });
      return id(created.VoiceConnector?.VoiceConnectorId);
    },
    async group(VoiceConnectorId?: string) {
      const VoiceConnectorItems = VoiceConnectorId === undefined ? [] : [{ VoiceConnectorId, Priority: 1 }];
      const created = await voice.createVoiceConnectorGroup({ Name: 'trunks', VoiceConnectorItems });
      return id(created.VoiceConnectorGroup?.VoiceConnectorGroupId);
    },
    async meeting(token = 'token-1') {
      const created = await meetings.createMeeting({
        ClientRequestToken: token,
        MediaRegion: 'us-east-1',
        ExternalMeetingId: 'standup',
      });
      return id(created.Meeting?.MeetingId);
    },
    async attendee(MeetingId: string, ExternalUserId = 'alice') {
      const created = await meetings.createAttendee({ MeetingId, ExternalUserId });
      return {
        AttendeeId: id(created.Attendee?.AttendeeId),
        JoinToken: id(created.Attendee?.JoinToken),
      };
    },
  };
}
