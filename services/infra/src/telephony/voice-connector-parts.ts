import {
  DeleteVoiceConnectorOriginationCommand,
  DeleteVoiceConnectorStreamingConfigurationCommand,
  DeleteVoiceConnectorTerminationCommand,
  PutVoiceConnectorLoggingConfigurationCommand,
  PutVoiceConnectorOriginationCommand,
  PutVoiceConnectorStreamingConfigurationCommand,
  PutVoiceConnectorTerminationCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Work } from '@patchbay/custom-resource';
import { REFUSED, unlessGone, type Chime } from './chime.ts';
import type { VoiceConnectorProperties } from './voice-connector-schema.ts';

/** Gives a Voice Connector its parts, and takes away those that it is not to have. */
export async function applyParts(
  { voice }: Chime,
  VoiceConnectorId: string,
  properties: VoiceConnectorProperties,
  work: Work,
): Promise<void> {
  const connector = { VoiceConnectorId };
  const { Origination, Termination, Streaming, Logging } = properties;
  await (Origination
    ? voice.send(
        new PutVoiceConnectorOriginationCommand({ ...connector, Origination: { ...Origination, Disabled: false } }),
      )
    : unlessGone(voice.send(new DeleteVoiceConnectorOriginationCommand(connector))));
  await (Termination
    ? voice.send(
        new PutVoiceConnectorTerminationCommand({ ...connector, Termination: { ...Termination, Disabled: false } }),
      )
    : unlessGone(voice.send(new DeleteVoiceConnectorTerminationCommand(connector))));
  await (Streaming
    ? voice.send(
        new PutVoiceConnectorStreamingConfigurationCommand({
          ...connector,
          StreamingConfiguration: {
            DataRetentionInHours: Streaming.DataRetentionInHours,
            Disabled: false,
            StreamingNotificationTargets: Streaming.Targets.map((NotificationTarget) => ({ NotificationTarget })),
          },
        }),
      )
    : unlessGone(voice.send(new DeleteVoiceConnectorStreamingConfigurationCommand(connector))));
  const { SipMessages = false, MediaMetrics = false } = Logging ?? {};
  const logging = new PutVoiceConnectorLoggingConfigurationCommand({
    ...connector,
    LoggingConfiguration: { EnableSIPLogs: SipMessages, EnableMediaMetricLogs: MediaMetrics },
  });
  // AWS refuses as long as it does not see the log group's policy, which was made a moment ago.
  const settles = SipMessages || MediaMetrics ? REFUSED : [];
  await work.retry(settles, () => voice.send(logging), { everyMs: 10_000, forMs: 120_000 });
}
