import type { TagResourceRequest } from '@aws-sdk/client-chime-sdk-voice';
import { toTags } from '../../../aws/tags.ts';
import type { Operation } from '../../operation.ts';

export const tagResource: Operation<TagResourceRequest> = {
  handle: ({ ResourceARN, Tags }, { directory }) => directory.tags.add(ResourceARN, toTags(Tags)),
};
