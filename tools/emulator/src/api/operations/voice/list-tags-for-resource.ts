import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-chime-sdk-voice';
import { toTagList } from '../../../aws/tags.ts';
import type { Operation } from '../../operation.ts';

export const listTagsForResource: Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> = {
  handle: ({ ResourceARN }, { directory }) => ({ Tags: toTagList(directory.tags.list(ResourceARN)) }),
};
