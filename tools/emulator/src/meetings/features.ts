import type { AttendeeCapabilities, MeetingFeaturesConfiguration } from '@aws-sdk/client-chime-sdk-meetings';
import { Refusal } from '../aws/refusal.ts';
import type { Wire } from '../aws/wire.ts';

type Capabilities = Wire<AttendeeCapabilities>;
type Features = Wire<MeetingFeaturesConfiguration> | undefined;

/** What an attendee may do unless told otherwise: all that the meeting has. */
export function defaultCapabilities(features: Features): Capabilities {
  return {
    Audio: 'SendReceive',
    Video: features?.Video?.MaxResolution === 'None' ? 'None' : 'SendReceive',
    Content:
      features?.Content?.MaxResolution === 'None' || features?.Video?.MaxResolution === 'None' ? 'None' : 'SendReceive',
  };
}

/** Throws BadRequest for capabilities that contradict each other or the meeting's features. */
export function requireCapabilities(capabilities: Capabilities, features: Features): void {
  const { Video, Content } = capabilities;
  for (const kind of ['Video', 'Content'] as const) {
    if (features?.[kind]?.MaxResolution === 'None' && capabilities[kind] !== 'None') {
      throw new Refusal('BadRequest', `Capabilities.${kind} must be None: the meeting's ${kind} MaxResolution is None`);
    }
  }
  const receives = (value: string): boolean => value === 'SendReceive' || value === 'Receive';
  if (receives(Content) && !receives(Video)) {
    throw new Refusal(
      'BadRequest',
      `Capabilities.Content can be ${Content} only if Capabilities.Video is SendReceive or Receive`,
    );
  }
}
