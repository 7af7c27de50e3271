import type {
  PutSipMediaApplicationLoggingConfigurationRequest,
  PutSipMediaApplicationLoggingConfigurationResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const putSipMediaApplicationLoggingConfiguration: Operation<
  PutSipMediaApplicationLoggingConfigurationRequest,
  PutSipMediaApplicationLoggingConfigurationResponse
> = {
  handle: (input, { directory }) => {
    const { SipMediaApplicationId, SipMediaApplicationLoggingConfiguration } = input;
    const enabled = SipMediaApplicationLoggingConfiguration?.EnableSipMediaApplicationMessageLogs ?? false;
    directory.applications.setMessageLogs(SipMediaApplicationId, enabled);
    return { SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs: enabled } };
  },
};
