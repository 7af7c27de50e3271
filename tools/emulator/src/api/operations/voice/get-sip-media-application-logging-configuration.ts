import type {
  GetSipMediaApplicationLoggingConfigurationRequest,
  GetSipMediaApplicationLoggingConfigurationResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const getSipMediaApplicationLoggingConfiguration: Operation<
  GetSipMediaApplicationLoggingConfigurationRequest,
  GetSipMediaApplicationLoggingConfigurationResponse
> = {
  handle: ({ SipMediaApplicationId }, { directory }) => {
    const { messageLogs } = directory.applications.get(SipMediaApplicationId);
    return { SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs: messageLogs } };
  },
};
