import type {
  CreateVoiceConnectorGroupRequest,
  ListVoiceConnectorGroupsRequest,
  UpdateVoiceConnectorGroupRequest,
  VoiceConnectorItem,
} from '@aws-sdk/client-chime-sdk-voice';
import { paginate, type Page } from '../aws/paginate.ts';
import { Refusal } from '../aws/refusal.ts';
import type { Wire } from '../aws/wire.ts';
import { numbersOf } from './associations.ts';
import type { DirectoryContext } from './context.ts';
import { find, withinQuota } from './lookup.ts';
import type { GroupRecord } from './state.ts';
import { findVoiceConnector } from './voice-connectors.ts';

/** Voice Connector groups: several Voice Connectors that share numbers. */
export interface Groups {
  create(request: Wire<CreateVoiceConnectorGroupRequest>): GroupRecord;
  get(voiceConnectorGroupId: string): GroupRecord;
  list(request: Wire<ListVoiceConnectorGroupsRequest>): Page<GroupRecord>;
  update(request: Wire<UpdateVoiceConnectorGroupRequest>): GroupRecord;
  /** Refused while it has numbers. */
  delete(voiceConnectorGroupId: string): void;
}

export function createGroups(context: DirectoryContext): Groups {
  const get = (id: string): GroupRecord => find(context.state().groups, id, 'Voice Connector group');
  return {
    get,
    create({ Name, VoiceConnectorItems = [], CallDistributionType = 'PriorityWeightedDistribution' }) {
      const { groups } = context.state();
      const items = requireItems(context, VoiceConnectorItems, 'ResourceLimitExceeded');
      withinQuota(Object.keys(groups).length, context.quotas.voiceConnectorGroups, 'Voice Connector groups');
      const id = context.ids.uuid();
      const now = context.now();
      return (groups[id] = {
        VoiceConnectorGroupId: id,
        VoiceConnectorGroupArn: context.arn('vcg', id),
        Name,
        VoiceConnectorItems: items,
        CallDistributionType,
        CreatedTimestamp: now,
        UpdatedTimestamp: now,
      });
    },
    list: (request) =>
      paginate(
        Object.values(context.state().groups),
        ({ CreatedTimestamp, VoiceConnectorGroupId }) => `${CreatedTimestamp} ${VoiceConnectorGroupId}`,
        request,
      ),
    update({ VoiceConnectorGroupId, Name, VoiceConnectorItems, CallDistributionType }) {
      const group = get(VoiceConnectorGroupId);
      group.VoiceConnectorItems = requireItems(context, VoiceConnectorItems, 'BadRequest');
      group.Name = Name;
      if (CallDistributionType !== undefined) group.CallDistributionType = CallDistributionType;
      group.UpdatedTimestamp = context.now();
      return group;
    },
    delete(id) {
      get(id);
      const number = numbersOf(context, { Name: 'VoiceConnectorGroupId', Value: id })[0];
      if (number) throw new Refusal('Conflict', `Voice Connector group ${id} still has ${number.E164PhoneNumber}`);
      delete context.state().groups[id];
    },
  };
}

function requireItems(
  context: DirectoryContext,
  items: readonly Wire<VoiceConnectorItem>[],
  tooMany: 'ResourceLimitExceeded' | 'BadRequest',
): GroupRecord['VoiceConnectorItems'] {
  const { voiceConnectorsPerGroup: quota } = context.quotas;
  if (items.length > quota) {
    throw new Refusal(tooMany, `A group can have ${quota} Voice Connectors; ${items.length} were given`);
  }
  return items.map(({ VoiceConnectorId, Priority }) => {
    findVoiceConnector(context, VoiceConnectorId);
    return { VoiceConnectorId, Priority };
  });
}
