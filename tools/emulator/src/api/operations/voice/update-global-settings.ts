import type { UpdateGlobalSettingsRequest } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const updateGlobalSettings: Operation<UpdateGlobalSettingsRequest> = {
  handle: ({ VoiceConnector }, { directory }) => directory.settings.updateGlobal(VoiceConnector),
};
