/** What the predecessor does with the calls that it places, in our words. Who is in the meeting it keeps; what becomes of a call it does not. */
import {
  type Action,
  hangup,
  joinChimeMeeting,
  type SmaEvent,
  type SmaResponse,
  speak,
  speakAndGetDigits,
} from '@patchbay/sma';

export interface FlowDeps {
  /** Keeps that somebody has come by telephone. */
  noteJoined(eventId: string, passcode: string): Promise<void>;
}

export function createFlow({ noteJoined }: FlowDeps): (event: SmaEvent) => Promise<SmaResponse> {
  return async (event) => {
    const { TransactionAttributes: kept = {}, Participants } = event.CallDetails;
    const attributes = { ...kept } as Record<string, string>;
    const CallId = Participants[0]?.CallId ?? '';
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
          speakAndGetDigits({
            ...{ CallId, MinNumberOfDigits: 1, MaxNumberOfDigits: 1, InputDigitsRegex: '[1-2]' },
            ...{ Repeat: 3, RepeatDurationInMilliseconds: 3_000, InBetweenDigitsDurationInMilliseconds: 1_000 },
            SpeechParameters: { Text: 'You are invited to a meeting. Press 1 to join, 2 to decline.' },
            FailureSpeechParameters: { Text: 'Please try again.' },
          }),
        );
      case 'ACTION_SUCCESSFUL':
        switch (event.ActionData.Type) {
          case 'SpeakAndGetDigits': {
            const { ReceivedDigits } = event.ActionData as { ReceivedDigits?: string };
            if (ReceivedDigits !== '1') {
              return answer(speak({ CallId, Text: 'Disconnecting.' }), hangup({ CallId, SipResponseCode: '0' }));
            }
            const { eventId = '', passcode = '', meetingId: MeetingId = '', joinToken: JoinToken = '' } = attributes;
            await noteJoined(eventId, passcode);
            return answer(joinChimeMeeting({ CallId, JoinToken, MeetingId }));
          }
          case 'JoinChimeMeeting':
            return answer(speak({ CallId, Text: 'You have joined the meeting.' }));
          default:
            return answer();
        }
      case 'ACTION_FAILED':
        return event.ActionData.Type === 'JoinChimeMeeting'
          ? answer(speak({ CallId, Text: 'We are sorry.' }), hangup({ CallId, SipResponseCode: '0' }))
          : answer();
      case 'HANGUP': {
        // It leaves the other leg as it is; here it does not, so that its calls end.
        const other = Participants.find(({ Status }) => Status === 'Connected');
        return other ? answer(hangup({ CallId: other.CallId, SipResponseCode: '0' })) : answer();
      }
      default:
        return answer();
    }
  };
}
