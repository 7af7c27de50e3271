import { requireState } from '../aws/state.ts';
import type { Directory } from '../engine/ports.ts';
import { createApplications, type Applications } from './applications.ts';
import { associateMany, disassociateMany, type NumberError, type Owner } from './associations.ts';
import { createContext, type DirectoryOptions } from './context.ts';
import { createGroups, type Groups } from './groups.ts';
import { createNumbers, type Numbers } from './numbers.ts';
import { createOrders, type Orders } from './orders.ts';
import { provision, type Provision } from './provision.ts';
import { awsQuotas } from './quotas.ts';
import { createResourceTags, type ResourceTags } from './resource-tags.ts';
import { createRouting } from './routing.ts';
import { createRules, type Rules } from './rules.ts';
import { searchNumbers, supportedCountries, type NumberSearch } from './search.ts';
import { createSettings, type AccountSettings } from './settings.ts';
import { emptyState, type DirectoryState } from './state.ts';
import { createVoiceConnectorSettings, type VoiceConnectorSettings } from './voice-connector-settings.ts';
import { createVoiceConnectors, type VoiceConnectors } from './voice-connectors.ts';

/** All that an account has provisioned for PSTN Audio. Its methods take AWS's inputs and throw `Refusal`. */
export interface DirectoryService extends Directory {
  numbers: Numbers;
  orders: Orders;
  search(search: NumberSearch): ReturnType<typeof searchNumbers>;
  supportedCountries: typeof supportedCountries;
  /** Numbers to and from Voice Connectors and groups; each number succeeds or fails on its own. */
  associate(ids: readonly string[], owner: Owner, force: boolean): NumberError[];
  disassociate(ids: readonly string[], owner: Owner): NumberError[];
  applications: Applications;
  rules: Rules;
  voiceConnectors: VoiceConnectors;
  voiceConnectorSettings: VoiceConnectorSettings;
  groups: Groups;
  settings: AccountSettings;
  tags: ResourceTags;
  provision(wanted: Provision): void;
  /** The whole state as JSON values; `import` takes it back. */
  export(): DirectoryState;
  /** Throws BadRequest for what is no such state. */
  import(state: unknown): void;
}

/** An empty account. Time-dependent changes happen when somebody looks; nothing runs in between. */
export function createDirectory(options: DirectoryOptions): DirectoryService {
  const context = createContext(options, { ...awsQuotas, ...options.quotas });
  return {
    ...createRouting(context),
    numbers: createNumbers(context),
    orders: createOrders(context),
    search: (search) => searchNumbers(context, search),
    supportedCountries,
    associate: (ids, owner, force) => associateMany(context, ids, owner, force),
    disassociate: (ids, owner) => disassociateMany(context, ids, owner),
    applications: createApplications(context),
    rules: createRules(context),
    voiceConnectors: createVoiceConnectors(context),
    voiceConnectorSettings: createVoiceConnectorSettings(context),
    groups: createGroups(context),
    settings: createSettings(context),
    tags: createResourceTags(context),
    provision: (wanted) => provision(context, wanted),
    export: () => structuredClone(context.state()),
    import: (state) => context.replaceState(requireState(state, emptyState())),
  };
}
