import type { VoiceConnectorAwsRegion } from '@aws-sdk/client-chime-sdk-voice';
import { Refusal } from '../aws/refusal.ts';

/** Where SIP media applications and Voice Connectors can be. */
export const voiceRegions: readonly VoiceConnectorAwsRegion[] = [
  'us-east-1',
  'us-west-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'ap-northeast-2',
  'ap-northeast-1',
  'ap-southeast-1',
  'ap-southeast-2',
];

export function requireVoiceRegion(region: string): void {
  if (voiceRegions.some((known) => known === region)) return;
  throw new Refusal('BadRequest', `AwsRegion ${region} has no PSTN Audio. Regions: ${voiceRegions.join(', ')}`);
}
