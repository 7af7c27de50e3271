import type { ListSipRulesRequest, ListSipRulesResponse } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const listSipRules: Operation<ListSipRulesRequest, ListSipRulesResponse> = {
  handle: (input, { directory }) => {
    const { items, NextToken } = directory.rules.list(input);
    return { SipRules: items, NextToken };
  },
};
