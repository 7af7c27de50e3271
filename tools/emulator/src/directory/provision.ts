import { createHash } from 'node:crypto';
import type { PhoneNumberProductType, VoiceConnectorAwsRegion } from '@aws-sdk/client-chime-sdk-voice';
import { Refusal } from '../aws/refusal.ts';
import { newApplication } from './applications.ts';
import { associate } from './associations.ts';
import { lookUp } from './catalogue.ts';
import type { DirectoryContext } from './context.ts';
import { toE164 } from './lookup.ts';
import { newNumber } from './orders.ts';
import { requireOrigination } from './origination.ts';
import { disable, enable } from './rules.ts';
import { requireVoiceRegion, voiceRegions } from './regions.ts';
import type { ApplicationRecord, NumberRecord, VoiceConnectorRecord } from './state.ts';
import { newVoiceConnector } from './voice-connectors.ts';

/** What a configuration file says is there. Names refer to each other; ids follow from names unless given. */
export interface Provision {
  numbers?: readonly { number: string; productType?: PhoneNumberProductType; name?: string }[];
  applications?: readonly { name: string; id?: string; functionArn: string; region?: string }[];
  voiceConnectors?: readonly {
    name: string;
    id?: string;
    region?: VoiceConnectorAwsRegion;
    requireEncryption?: boolean;
    /** Numbers it has; they become VoiceConnector numbers. */
    numbers?: readonly string[];
    /** Where its calls go. */
    routes?: readonly { host: string; port?: number; protocol?: 'TCP' | 'UDP'; priority?: number; weight?: number }[];
  }[];
  rules?: readonly {
    name: string;
    id?: string;
    disabled?: boolean;
    /** Names or ids of applications, first choice first. */
    targets: readonly string[];
    trigger: { number: string } | { voiceConnector: string };
  }[];
}

/**
 * Puts everything of `provision` into the directory, over what has the same id, and past quotas: a configuration file
 * may describe more than a new account is allowed. Numbers that rules and Voice Connectors name need no entry.
 * Throws BadRequest for a reference to nothing.
 */
export function provision(context: DirectoryContext, wanted: Provision): void {
  for (const { number, productType, name } of wanted.numbers ?? []) {
    putNumber(context, number, productType ?? 'SipMediaApplicationDialIn').Name = name;
  }
  for (const application of wanted.applications ?? []) putApplication(context, application);
  for (const connector of wanted.voiceConnectors ?? []) putVoiceConnector(context, connector);
  for (const rule of wanted.rules ?? []) putRule(context, rule);
}

type Entry<K extends keyof Provision> = NonNullable<Provision[K]>[number];

function putNumber(context: DirectoryContext, text: string, productType: PhoneNumberProductType): NumberRecord {
  const number = toE164(text);
  if (!/^\+[1-9]\d{1,14}$/.test(number))
    throw new Refusal('BadRequest', `${text} is not a phone number such as +12065550100`);
  const place = lookUp(number) ?? { Country: number.startsWith('+1') ? 'US' : 'ZZ', Type: 'Local' as const };
  const { numbers } = context.state();
  const record = numbers[number] ?? newNumber(context, number, productType, place);
  if (record.Associations.length === 0) record.ProductType = productType;
  return (numbers[number] = record);
}

function putApplication(context: DirectoryContext, { name, id, functionArn, region }: Entry<'applications'>): void {
  const functionRegion = functionArn.split(':')[3];
  const awsRegion = region ?? voiceRegions.find((known) => known === functionRegion) ?? context.region;
  requireVoiceRegion(awsRegion);
  const applicationId = id ?? uuidOf(`application ${name}`);
  context.state().applications[applicationId] = {
    ...newApplication(context, applicationId, name, awsRegion),
    Endpoints: [{ LambdaArn: functionArn }],
  };
}

function putVoiceConnector(context: DirectoryContext, wanted: Entry<'voiceConnectors'>): void {
  const { name, region = 'us-east-1', requireEncryption = false, numbers = [], routes = [] } = wanted;
  const id = wanted.id ?? hashOf(`voice connector ${name}`).slice(0, 22);
  const connector = { ...newVoiceConnector(context, id, name, region), RequireEncryption: requireEncryption };
  const Routes = routes.map(({ host, port, protocol = 'TCP', priority = 1, weight = 1 }) => ({
    Host: host,
    Port: port,
    Protocol: protocol,
    Priority: priority,
    Weight: weight,
  }));
  if (Routes.length > 0) connector.origination = requireOrigination({ Routes }, connector, Infinity);
  context.state().voiceConnectors[id] = connector;
  for (const number of numbers) {
    associate(context, putNumber(context, number, 'VoiceConnector'), { Name: 'VoiceConnectorId', Value: id });
  }
}

function putRule(context: DirectoryContext, { name, id, disabled = false, targets, trigger }: Entry<'rules'>): void {
  const { rules } = context.state();
  const SipRuleId = id ?? uuidOf(`rule ${name}`);
  const old = rules[SipRuleId];
  if (old && !old.Disabled) disable(context, old, 0);
  const number = 'number' in trigger ? putNumber(context, trigger.number, 'SipMediaApplicationDialIn') : undefined;
  const now = context.now();
  const rule = (rules[SipRuleId] = {
    SipRuleId,
    Name: name,
    Disabled: true,
    TriggerType: number ? 'ToPhoneNumber' : 'RequestUriHostname',
    TriggerValue: number?.E164PhoneNumber ?? hostOf(context, trigger),
    TargetApplications: targets.map((target, index) => {
      const { SipMediaApplicationId, AwsRegion } = applicationNamed(context, target);
      return { SipMediaApplicationId, AwsRegion, Priority: index + 1 };
    }),
    CreatedTimestamp: now,
    UpdatedTimestamp: now,
  });
  if (!disabled) enable(context, rule);
}

function applicationNamed(context: DirectoryContext, nameOrId: string): ApplicationRecord {
  const all = Object.values(context.state().applications);
  const found = all.find(({ SipMediaApplicationId: id, Name }) => id === nameOrId || Name === nameOrId);
  if (found) return found;
  throw new Refusal(
    'BadRequest',
    `There is no application ${nameOrId}. Applications: ${all.map(({ Name }) => Name).join(', ') || 'none'}`,
  );
}

function hostOf(context: DirectoryContext, trigger: Entry<'rules'>['trigger']): string {
  const wanted = 'voiceConnector' in trigger ? trigger.voiceConnector : '';
  const all: readonly VoiceConnectorRecord[] = Object.values(context.state().voiceConnectors);
  const found = all.find(({ VoiceConnectorId, Name }) => VoiceConnectorId === wanted || Name === wanted);
  if (found) return found.OutboundHostName;
  throw new Refusal(
    'BadRequest',
    `There is no Voice Connector ${wanted}. Voice Connectors: ${all.map(({ Name }) => Name).join(', ') || 'none'}`,
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** An id that a name always gives, in the form of a UUID. */
function uuidOf(text: string): string {
  const hash = hashOf(text);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
