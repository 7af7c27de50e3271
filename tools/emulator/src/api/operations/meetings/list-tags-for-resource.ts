import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-chime-sdk-meetings';
import { toTagList } from '../../../aws/tags.ts';
import type { Operation } from '../../operation.ts';

export const listTagsForResource: Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> = {
  handle: ({ ResourceARN }, { meetings }) => ({ Tags: toTagList(meetings.listTags(ResourceARN)) }),
};
