import { Refusal } from '../aws/refusal.ts';
import { withoutTags, withTags, type Tags } from '../aws/tags.ts';
import type { DirectoryContext } from './context.ts';

/** Tags of SIP media applications and Voice Connectors, by ARN. */
export interface ResourceTags {
  list(arn: string): Tags;
  add(arn: string, tags: Tags): void;
  remove(arn: string, keys: readonly string[]): void;
}

export function createResourceTags(context: DirectoryContext): ResourceTags {
  const find = (arn: string): { tags: Tags } => {
    const { applications, voiceConnectors } = context.state();
    const found =
      Object.values(applications).find(({ SipMediaApplicationArn }) => SipMediaApplicationArn === arn) ??
      Object.values(voiceConnectors).find(({ VoiceConnectorArn }) => VoiceConnectorArn === arn);
    if (!found) throw new Refusal('NotFound', `There is no SIP media application or Voice Connector ${arn}`);
    return found;
  };
  return {
    list: (arn) => find(arn).tags,
    add(arn, tags) {
      const resource = find(arn);
      resource.tags = withTags(resource.tags, tags, 'ResourceLimitExceeded');
    },
    remove(arn, keys) {
      const resource = find(arn);
      resource.tags = withoutTags(resource.tags, keys);
    },
  };
}
