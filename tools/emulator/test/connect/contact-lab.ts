import { openContactCentre, type ContactCentreOptions } from '../../src/connect/contact-centre.ts';
import { parseContactFlow } from '../../src/connect/flow/parse.ts';
import type { InvokeResult } from '../../src/engine/ports.ts';
import { createLab, FAR_END, type LabOptions, SERVICE } from '../support/lab.ts';

type Json = Readonly<Record<string, unknown>>;

/** An action whose errors all lead to `sorry` unless said otherwise. */
export interface Block {
  type: string;
  parameters?: Json;
  next?: string;
  errors?: Readonly<Record<string, string>>;
  /** What comes next by operand; `NumberLessThan 3` for another operator than Equals. */
  when?: Readonly<Record<string, string>>;
}

export const say = (Text: string, next = 'end'): Block => ({ type: 'MessageParticipant', parameters: { Text }, next });

/** The text of a flow of these blocks, which starts with the first; `end` and `sorry` are there. */
export function flowOf(blocks: Readonly<Record<string, Block>>, more: Json = {}): string {
  const all: Readonly<Record<string, Block>> = {
    ...blocks,
    sorry: say('Sorry.'),
    end: { type: 'DisconnectParticipant' },
  };
  return JSON.stringify({
    Version: '2019-10-30',
    StartAction: Object.keys(all)[0],
    Actions: Object.entries(all).map(([Identifier, { type, parameters = {}, next, errors = {}, when = {} }]) => ({
      Identifier,
      Type: type,
      Parameters: parameters,
      Transitions: {
        ...(next !== undefined && { NextAction: next }),
        Errors: Object.entries(errors).map(([ErrorType, NextAction]) => ({ ErrorType, NextAction })),
        Conditions: Object.entries(when).map(([written, NextAction]) => {
          const [operand = '', Operator = 'Equals'] = written.split(' ').reverse();
          return { NextAction, Condition: { Operator, Operands: [operand] } };
        }),
      },
    })),
    ...more,
  });
}

export const bridge = {
  Type: 'CallAndBridge',
  Parameters: { CallerIdNumber: SERVICE, Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: FAR_END }] },
};

export interface ContactLabOptions extends LabOptions {
  settings?: ContactCentreOptions['settings'];
  /** What functions answer, one after the other; the last again and again. */
  answers?: readonly (InvokeResult & { delayMs?: number })[];
}

/** A caller who has been bridged to a contact centre with this flow. */
export function contactLab(flow: string, { settings = {}, answers = [], ...options }: ContactLabOptions = {}) {
  const invoked: { arn: string; at: number; attempt: number; event: Json }[] = [];
  const lab = createLab([[bridge], [], [{ Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-A' } }]], options);
  let ids = 0;
  const centre = openContactCentre(lab, {
    flow: parseContactFlow(flow, 'flow.json'),
    numbers: [FAR_END],
    ids: { uuid: () => `contact-${++ids}` },
    settings,
    functions: {
      async invoke({ functionArn, payload, attempt }) {
        const answer = answers[Math.min(invoked.length, answers.length - 1)];
        if (!answer) throw new Error('No function was to be invoked.');
        invoked.push({ arn: functionArn, at: lab.clock.now(), attempt, event: JSON.parse(payload) as Json });
        return { durationMs: 1, ...answer };
      },
    },
  });
  lab.caller.dial(SERVICE);
  const contact = () => {
    const [first] = centre.contacts();
    if (!first) throw new Error('There is no contact.');
    return first;
  };
  const over = async () => {
    await lab.clock.passUntil(() => centre.contacts()[0]?.endedAt !== undefined, 100 * 3_600_000);
    return contact();
  };
  return { lab, caller: lab.caller, invoked, contact, over };
}

export const returned = (value: unknown): InvokeResult => ({ kind: 'returned', payload: JSON.stringify(value) });
