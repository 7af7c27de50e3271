import type { GetGlobalSettingsResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const getGlobalSettings: Operation<object, GetGlobalSettingsResponse> = {
  handle: (_input, { directory }) => ({ VoiceConnector: directory.settings.getGlobal() }),
};
