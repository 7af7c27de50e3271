import type { DeleteSipRuleRequest } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const deleteSipRule: Operation<DeleteSipRuleRequest> = {
  handle: ({ SipRuleId }, { directory }) => directory.rules.delete(SipRuleId),
};
