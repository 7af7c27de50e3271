import type {
  LoggingConfiguration,
  Origination,
  StreamingConfiguration,
  Termination,
  TerminationHealth,
} from '@aws-sdk/client-chime-sdk-voice';
import { Refusal } from '../aws/refusal.ts';
import type { Wire } from '../aws/wire.ts';
import type { DirectoryContext } from './context.ts';
import { requireOrigination } from './origination.ts';
import type { VoiceConnectorRecord } from './state.ts';
import { requireTermination } from './termination.ts';
import { findVoiceConnector } from './voice-connectors.ts';

/** What is set on a Voice Connector after it was made. A `get` of what was never set throws NotFound. */
export interface VoiceConnectorSettings {
  getOrigination(id: string): Wire<Origination>;
  putOrigination(id: string, origination: Wire<Origination>): Wire<Origination>;
  deleteOrigination(id: string): void;
  getTermination(id: string): Wire<Termination>;
  putTermination(id: string, termination: Wire<Termination>): Wire<Termination>;
  deleteTermination(id: string): void;
  /** Members are missing until the far side has sent an OPTIONS request. */
  getHealth(id: string): Wire<TerminationHealth>;
  /** An OPTIONS request arrived from the address `source`. */
  pinged(id: string, source: string): void;
  usernames(id: string): string[];
  putUsernames(id: string, usernames: readonly string[]): void;
  deleteUsernames(id: string, usernames: readonly string[]): void;
  getStreaming(id: string): Wire<StreamingConfiguration>;
  putStreaming(id: string, streaming: Wire<StreamingConfiguration>): Wire<StreamingConfiguration>;
  deleteStreaming(id: string): void;
  getLogging(id: string): Wire<LoggingConfiguration>;
  putLogging(id: string, logging: Wire<LoggingConfiguration>): Wire<LoggingConfiguration>;
}

export function createVoiceConnectorSettings(context: DirectoryContext): VoiceConnectorSettings {
  const get = (id: string): VoiceConnectorRecord => findVoiceConnector(context, id);
  return {
    getOrigination: (id) => wasSet(get(id).origination, 'origination', id),
    putOrigination(id, origination) {
      const connector = get(id);
      return (connector.origination = requireOrigination(origination, connector, context.quotas.originationRoutes));
    },
    deleteOrigination: (id) => void delete get(id).origination,
    getTermination: (id) => wasSet(get(id).termination, 'termination', id),
    putTermination(id, termination) {
      const connector = get(id);
      return (connector.termination = requireTermination(context, termination));
    },
    deleteTermination: (id) => void delete get(id).termination,
    getHealth: (id) => get(id).health ?? {},
    pinged(id, source) {
      get(id).health = { Timestamp: context.now(), Source: source };
    },
    usernames: (id) => get(id).usernames,
    putUsernames(id, usernames) {
      const connector = get(id);
      connector.usernames = [...new Set([...connector.usernames, ...usernames])];
    },
    deleteUsernames(id, usernames) {
      const connector = get(id);
      connector.usernames = connector.usernames.filter((name) => !usernames.includes(name));
    },
    getStreaming: (id) => wasSet(get(id).streaming, 'streaming configuration', id),
    putStreaming: (id, streaming) => (get(id).streaming = streaming),
    deleteStreaming: (id) => void delete get(id).streaming,
    getLogging: (id) => get(id).logging,
    putLogging: (id, { EnableSIPLogs = false, EnableMediaMetricLogs = false }) =>
      (get(id).logging = { EnableSIPLogs, EnableMediaMetricLogs }),
  };
}

function wasSet<T>(value: T | undefined, what: string, id: string): T {
  if (value === undefined) throw new Refusal('NotFound', `Voice Connector ${id} has no ${what}`);
  return value;
}
