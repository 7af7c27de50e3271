import type { GetSipRuleRequest, GetSipRuleResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const getSipRule: Operation<GetSipRuleRequest, GetSipRuleResponse> = {
  handle: ({ SipRuleId }, { directory }) => ({ SipRule: directory.rules.get(SipRuleId) }),
};
