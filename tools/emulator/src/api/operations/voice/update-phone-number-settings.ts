import type { UpdatePhoneNumberSettingsRequest } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const updatePhoneNumberSettings: Operation<UpdatePhoneNumberSettingsRequest> = {
  handle: ({ CallingName }, { directory }) => directory.settings.updateCallingName(CallingName),
};
