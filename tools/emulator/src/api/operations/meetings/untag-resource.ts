import type { UntagResourceRequest } from '@aws-sdk/client-chime-sdk-meetings';
import type { Operation } from '../../operation.ts';

export const untagResource: Operation<UntagResourceRequest> = {
  handle: ({ ResourceARN, TagKeys }, { meetings }) => meetings.untag(ResourceARN, TagKeys),
};
