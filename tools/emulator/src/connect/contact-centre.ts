import { basename } from 'node:path';
import type { Ids } from '../engine/ports.ts';
import type { Emulator } from '../emulator.ts';
import type { AttendedLine } from '../phones/attendant.ts';
import type { ContactFlow } from './flow/flow.ts';
import type { ContactData } from './run/contact-data.ts';
import type { ConnectFunctions } from './run/functions.ts';
import { type ContactPorts, type FlowLogLine, LiveContact } from './run/live-contact.ts';
import { type DisconnectReason, runFlow } from './run/run-flow.ts';
import type { RunSettings } from './run/running.ts';
import { callThirdParty } from './run/third-party.ts';
import { diagnostics } from '../trace/diagnostics.ts';

export interface ContactCentreOptions {
  flow: ContactFlow;
  /** The numbers that lead to the flow, E.164. */
  numbers: readonly string[];
  functions: ConnectFunctions;
  ids: Pick<Ids, 'uuid'>;
  instanceArn?: string;
  /** How long a call rings before it is answered, milliseconds. Default 1 s. */
  answerAfterMs?: number;
  settings?: Partial<RunSettings>;
}

/** A contact: a call that the flow has answered. */
export interface Contact {
  readonly contactId: string;
  readonly transactionId: string;
  readonly callId: string;
  /** Who called, as the contact centre saw it. */
  readonly customer: string;
  /** The number that was called. */
  readonly system: string;
  /** Call time, milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly reason: DisconnectReason | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** Identifiers of the actions, in the order in which they were run. */
  readonly path: readonly string[];
  /** What the flow log has; nothing while logging is off. */
  readonly logs: readonly FlowLogLine[];
}

export interface ContactCentre {
  /** All contacts, oldest first. */
  contacts(): readonly Contact[];
}

type Growing = { -readonly [K in keyof Contact]: Contact[K] };

const INSTANCE_ARN = 'arn:aws:connect:us-east-1:111122223333:instance/00000000-0000-4000-8000-0000000000c0';
const SETTINGS: RunSettings = { waitOnVoice: false, repeatFailed: true, maxActions: 1_000, maxMs: 7_200_000 };

/** Lets a contact flow answer numbers that calls are bridged to, as Amazon Connect would. */
export function openContactCentre(
  { exchange, clock, recorder }: Pick<Emulator, 'exchange' | 'clock' | 'recorder'>,
  options: ContactCentreOptions,
): ContactCentre {
  const { flow, numbers, functions, ids, instanceArn = INSTANCE_ARN, answerAfterMs = 1_000 } = options;
  const settings = { ...SETTINGS, ...options.settings };
  const contacts: Growing[] = [];

  const take = async (line: AttendedLine): Promise<void> => {
    const { callId, transactionId, remote: customer, number: system } = line;
    const attributes = new Map<string, string>();
    const contactId = ids.uuid();
    const data: ContactData = {
      ...{ contactId, instanceArn, channel: 'VOICE', customer, system, attributes },
      ...{ external: {}, storedInput: undefined },
    };
    const path: string[] = [];
    const said = { transactionId, callId };
    const ports: ContactPorts = {
      clock,
      functions,
      settings,
      callThirdParty: (number, timeoutMs, keys) =>
        callThirdParty(exchange, live, { number, callId: ids.uuid(), timeoutMs, keys }),
      trace: (text, set) =>
        recorder.record({
          ...said,
          at: clock.now(),
          type: 'contact',
          contactId,
          text,
          ...(set && { attributes: set }),
        }),
      diagnose: (code, message) =>
        recorder.record({
          ...said,
          at: clock.now(),
          type: 'diagnostic',
          code,
          level: diagnostics[code].level,
          message,
        }),
    };
    const live: LiveContact = new LiveContact(line, data, ports);
    const contact: Growing = {
      ...{ contactId, transactionId, callId, customer, system, path, logs: live.logs },
      ...{ startedAt: clock.now(), endedAt: undefined, reason: undefined },
      get attributes() {
        return Object.fromEntries(attributes);
      },
    };
    contacts.push(contact);
    live.hold();
    live.trace(`contact flow ${basename(flow.name)} starts`);
    try {
      contact.reason = await runFlow(flow, live, (id) => path.push(id));
    } finally {
      contact.endedAt = clock.now();
      live.trace(`contact ends: ${contact.reason ?? 'the emulator failed'}`);
      line.hangUp();
      live.letGo();
    }
  };

  for (const number of numbers) {
    exchange.setAttendant(number, {
      attend: (line) => {
        line.later(answerAfterMs, () => {
          if (line.answer()) void take(line);
        });
      },
    });
  }
  return { contacts: () => contacts };
}
