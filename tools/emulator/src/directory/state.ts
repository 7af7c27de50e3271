/** What the directory remembers, in AWS's member names, so that an operation answers with the record itself. */
import type {
  LoggingConfiguration,
  Origination,
  PhoneNumber,
  PhoneNumberOrder,
  SipMediaApplication,
  SipRule,
  StreamingConfiguration,
  Termination,
  TerminationHealth,
  VoiceConnector,
  VoiceConnectorGroup,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Tags } from '../aws/tags.ts';
import type { Wire, WireRecord } from '../aws/wire.ts';

/** JSON, and all there is: exporting and importing it moves a directory. */
export interface DirectoryState {
  numbers: Record<string, NumberRecord>;
  orders: Record<string, OrderRecord>;
  applications: Record<string, ApplicationRecord>;
  rules: Record<string, RuleRecord>;
  voiceConnectors: Record<string, VoiceConnectorRecord>;
  groups: Record<string, GroupRecord>;
  settings: { cdrBucket?: string | undefined; callingName?: string; callingNameUpdated?: string };
}

export type NumberRecord = WireRecord<
  PhoneNumber,
  'PhoneNumberId' | 'E164PhoneNumber' | 'Country' | 'Type' | 'ProductType' | 'Status' | 'CreatedTimestamp',
  {
    Associations: AssociationRecord[];
    /** When the status moves on by itself, milliseconds since the epoch. */
    dueAt?: number;
    /** When the carriers know the calling name. */
    callingNameDueAt?: number;
  }
>;

export interface AssociationRecord {
  Name: 'VoiceConnectorId' | 'VoiceConnectorGroupId' | 'SipRuleId';
  Value: string;
  AssociatedTimestamp: string;
}

export type OrderRecord = WireRecord<
  PhoneNumberOrder,
  'PhoneNumberOrderId' | 'ProductType' | 'Status' | 'CreatedTimestamp',
  {
    OrderedPhoneNumbers: { E164PhoneNumber: string; Status: 'Processing' | 'Acquired' | 'Failed' }[];
    dueAt?: number;
  }
>;

export type ApplicationRecord = WireRecord<
  SipMediaApplication,
  'SipMediaApplicationId' | 'AwsRegion' | 'Name' | 'CreatedTimestamp' | 'SipMediaApplicationArn',
  {
    Endpoints: { LambdaArn: string }[];
    messageLogs: boolean;
    tags: Tags;
  }
>;

export interface TargetRecord {
  SipMediaApplicationId: string;
  Priority: number;
  AwsRegion: string;
}

export type RuleRecord = WireRecord<
  SipRule,
  'SipRuleId' | 'Name' | 'Disabled' | 'TriggerType' | 'TriggerValue' | 'CreatedTimestamp',
  { TargetApplications: TargetRecord[] }
>;

export type VoiceConnectorRecord = WireRecord<
  VoiceConnector,
  | 'VoiceConnectorId'
  | 'AwsRegion'
  | 'Name'
  | 'OutboundHostName'
  | 'RequireEncryption'
  | 'CreatedTimestamp'
  | 'VoiceConnectorArn',
  {
    origination?: Wire<Origination>;
    termination?: Wire<Termination>;
    /** User names of the termination credentials; passwords are not kept. */
    usernames: string[];
    health?: Wire<TerminationHealth>;
    streaming?: Wire<StreamingConfiguration>;
    logging: Wire<LoggingConfiguration>;
    tags: Tags;
  }
>;

export type GroupRecord = WireRecord<
  VoiceConnectorGroup,
  'VoiceConnectorGroupId' | 'Name' | 'CreatedTimestamp' | 'VoiceConnectorGroupArn',
  { VoiceConnectorItems: { VoiceConnectorId: string; Priority?: number | undefined }[] }
>;

export function emptyState(): DirectoryState {
  return { numbers: {}, orders: {}, applications: {}, rules: {}, voiceConnectors: {}, groups: {}, settings: {} };
}
