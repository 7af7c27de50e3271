import type { ListAvailableVoiceConnectorRegionsResponse } from '@aws-sdk/client-chime-sdk-voice';
import { voiceRegions } from '../../../directory/regions.ts';
import type { Operation } from '../../operation.ts';

export const listAvailableVoiceConnectorRegions: Operation<object, ListAvailableVoiceConnectorRegionsResponse> = {
  handle: () => ({ VoiceConnectorRegions: [...voiceRegions] }),
};
