import type { GetPhoneNumberSettingsResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const getPhoneNumberSettings: Operation<object, GetPhoneNumberSettingsResponse> = {
  handle: (_input, { directory }) => directory.settings.getPhoneNumber(),
};
