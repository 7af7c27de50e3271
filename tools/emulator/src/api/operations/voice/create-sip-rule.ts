import type { CreateSipRuleRequest, CreateSipRuleResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const createSipRule: Operation<CreateSipRuleRequest, CreateSipRuleResponse> = {
  handle: (input, { directory }) => ({ SipRule: directory.rules.create(input) }),
};
