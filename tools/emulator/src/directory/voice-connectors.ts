import type {
  CreateVoiceConnectorRequest,
  ListVoiceConnectorsRequest,
  UpdateVoiceConnectorRequest,
} from '@aws-sdk/client-chime-sdk-voice';
import { paginate, type Page } from '../aws/paginate.ts';
import { Refusal } from '../aws/refusal.ts';
import { toTags } from '../aws/tags.ts';
import type { Wire } from '../aws/wire.ts';
import { numbersOf } from './associations.ts';
import type { DirectoryContext } from './context.ts';
import { find, withinQuota } from './lookup.ts';
import type { VoiceConnectorRecord } from './state.ts';

export interface VoiceConnectors {
  create(request: Wire<CreateVoiceConnectorRequest>): VoiceConnectorRecord;
  get(voiceConnectorId: string): VoiceConnectorRecord;
  list(request: Wire<ListVoiceConnectorsRequest>): Page<VoiceConnectorRecord>;
  update(request: Wire<UpdateVoiceConnectorRequest>): VoiceConnectorRecord;
  /** Refused while a number, a group or a SIP rule uses it. */
  delete(voiceConnectorId: string): void;
}

export function createVoiceConnectors(context: DirectoryContext): VoiceConnectors {
  const get = (id: string): VoiceConnectorRecord => findVoiceConnector(context, id);
  return {
    get,
    create({ Name, AwsRegion = 'us-east-1', RequireEncryption, Tags, IntegrationType, NetworkType }) {
      const { voiceConnectors } = context.state();
      const inRegion = Object.values(voiceConnectors).filter((other) => other.AwsRegion === AwsRegion).length;
      withinQuota(inRegion, context.quotas.voiceConnectorsPerRegion, `Voice Connectors in ${AwsRegion}`);
      const id = newVoiceConnectorId(() => context.ids.random());
      return (voiceConnectors[id] = {
        ...newVoiceConnector(context, id, Name, AwsRegion),
        RequireEncryption,
        tags: toTags(Tags),
        NetworkType: NetworkType ?? 'IPV4_ONLY',
        IntegrationType,
      });
    },
    list: (request) =>
      paginate(
        Object.values(context.state().voiceConnectors),
        ({ CreatedTimestamp, VoiceConnectorId }) => `${CreatedTimestamp} ${VoiceConnectorId}`,
        request,
      ),
    update({ VoiceConnectorId, Name, RequireEncryption }) {
      return Object.assign(get(VoiceConnectorId), { Name, RequireEncryption, UpdatedTimestamp: context.now() });
    },
    delete(id) {
      const user = findUser(context, get(id));
      if (user) throw new Refusal('Conflict', `Voice Connector ${id} is in use by ${user}`);
      delete context.state().voiceConnectors[id];
    },
  };
}

/** Throws NotFound. */
export function findVoiceConnector(context: DirectoryContext, id: string): VoiceConnectorRecord {
  return find(context.state().voiceConnectors, id, 'Voice Connector');
}

export function newVoiceConnector(
  context: DirectoryContext,
  id: string,
  Name: string,
  AwsRegion: VoiceConnectorRecord['AwsRegion'],
): VoiceConnectorRecord {
  const now = context.now();
  return {
    VoiceConnectorId: id,
    VoiceConnectorArn: context.arn('vc', id, AwsRegion),
    AwsRegion,
    Name,
    OutboundHostName: `${id}.voiceconnector.chime.aws`,
    RequireEncryption: false,
    CreatedTimestamp: now,
    UpdatedTimestamp: now,
    usernames: [],
    logging: { EnableSIPLogs: false, EnableMediaMetricLogs: false },
    tags: {},
  };
}

function newVoiceConnectorId(random: () => number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length: 22 }, () => letters.charAt(Math.floor(random() * letters.length))).join('');
}

function findUser(
  context: DirectoryContext,
  { VoiceConnectorId: id, OutboundHostName: host }: VoiceConnectorRecord,
): string | undefined {
  const { groups, rules } = context.state();
  const number = numbersOf(context, { Name: 'VoiceConnectorId', Value: id })[0];
  if (number) return `phone number ${number.E164PhoneNumber}`;
  const group = Object.values(groups).find(({ VoiceConnectorItems }) =>
    VoiceConnectorItems.some(({ VoiceConnectorId }) => VoiceConnectorId === id),
  );
  if (group) return `Voice Connector group ${group.VoiceConnectorGroupId}`;
  const rule = Object.values(rules).find(({ TriggerValue }) => TriggerValue === host);
  return rule && `SIP rule ${rule.SipRuleId}`;
}
