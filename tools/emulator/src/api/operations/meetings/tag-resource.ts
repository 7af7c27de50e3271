import type { TagResourceRequest } from '@aws-sdk/client-chime-sdk-meetings';
import { toTags } from '../../../aws/tags.ts';
import type { Operation } from '../../operation.ts';

export const tagResource: Operation<TagResourceRequest> = {
  handle: ({ ResourceARN, Tags }, { meetings }) => meetings.tag(ResourceARN, toTags(Tags)),
};
