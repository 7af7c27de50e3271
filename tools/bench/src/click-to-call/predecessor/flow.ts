/**
 * What the predecessor does while a call lasts, in our words: it deletes the meeting when a leg has ended. What becomes
 * of the call is told to nobody.
 */
import { ChimeSDKMeetingsClient, DeleteMeetingCommand } from '@aws-sdk/client-chime-sdk-meetings';
import { callAndBridge, hangup, type Action, type SmaEvent, type SmaResponse } from '@patchbay/sma';

const meetings = new ChimeSDKMeetingsClient();
const { FROM_NUMBER = '' } = process.env;

export async function handler(event: SmaEvent): Promise<SmaResponse> {
  const { TransactionAttributes: kept = {}, Participants } = event.CallDetails;
  const attributes: Record<string, string> = { ...kept } as Record<string, string>;
  const answer = (...Actions: Action[]): SmaResponse => ({
    SchemaVersion: '1.0',
    Actions,
    TransactionAttributes: attributes,
  });
  switch (event.InvocationEventType) {
    case 'NEW_OUTBOUND_CALL':
      Object.assign(attributes, event.ActionData?.Parameters.Arguments);
      return answer();
    case 'CALL_ANSWERED':
      return answer(
        callAndBridge({
          CallTimeoutSeconds: 30,
          CallerIdNumber: FROM_NUMBER,
          Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: attributes['RequestedDialNumber'] ?? '' }],
        }),
      );
    case 'HANGUP': {
      // It does not expect an error, and the second of its two requests may get one: counted is what it takes without.
      await meetings.send(new DeleteMeetingCommand({ MeetingId: attributes['MeetingId'] })).catch(() => undefined);
      const other = Participants.find(
        ({ ParticipantTag, Status }) => ParticipantTag === 'LEG-B' && Status === 'Connected',
      );
      return other ? answer(hangup({ CallId: other.CallId })) : answer();
    }
    default:
      return answer();
  }
}
