import type { UpdateSipRuleRequest, UpdateSipRuleResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const updateSipRule: Operation<UpdateSipRuleRequest, UpdateSipRuleResponse> = {
  handle: (input, { directory }) => ({ SipRule: directory.rules.update(input) }),
};
