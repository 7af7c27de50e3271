import type { UntagResourceRequest } from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const untagResource: Operation<UntagResourceRequest> = {
  handle: ({ ResourceARN, TagKeys }, { directory }) => directory.tags.remove(ResourceARN, TagKeys),
};
