/** What a configuration file says, checked, with paths made absolute and durations in milliseconds. */
import type { BotRule } from '../bots/scripted.ts';
import type { Provision } from '../directory/provision.ts';
import type { QuotaSettings } from '../engine/quotas.ts';
import type { Switches } from '../engine/switches.ts';
import type { Fault } from '../faults/fault.ts';
import type { FarEnd } from '../phones/far-end.ts';
import type { BucketFolder } from '../storage/folders.ts';

export interface Config {
  accountId: string;
  region: string;
  functions: Readonly<Record<string, FunctionConfig>>;
  /** What each number leads to: functions or applications, first choice first. */
  numbers: Readonly<Record<string, readonly string[]>>;
  applications: Readonly<Record<string, ApplicationConfig>>;
  voiceConnectors: Readonly<Record<string, VoiceConnectorConfig>>;
  farEnds: Readonly<Record<string, FarEnd>>;
  buckets: Readonly<Record<string, BucketFolder>>;
  bots: Readonly<Record<string, readonly BotRule[]>>;
  contactCentres: Readonly<Record<string, ContactCentreConfig>>;
  quotas: Partial<QuotaSettings>;
  switches: Partial<Switches>;
  faults: readonly Fault[];
}

export type FunctionConfig =
  | { type: 'file'; file: string; exportName: string; timeoutMs?: number; env?: Readonly<Record<string, string>> }
  | { type: 'endpoint'; endpoint: string; functionName: string };

/** Numbers that a contact flow of Amazon Connect answers. */
export interface ContactCentreConfig {
  /** The flow's file. */
  flow: string;
  numbers: readonly string[];
  /** Functions whose ARNs its placeholders stand for, by placeholder. */
  functions: Readonly<Record<string, string>>;
  /** What its other placeholders stand for. */
  values: Readonly<Record<string, string>>;
}

export interface ApplicationConfig {
  function: string;
  id?: string;
  region?: string;
}

export type VoiceConnectorConfig = Omit<NonNullable<Provision['voiceConnectors']>[number], 'name'> & {
  /** What calls to its host lead to. */
  application?: string;
};
