import type { Pair } from '@patchbay/repositories';
import type { Answer, Call } from '@patchbay/sma';
import { type Told, toldFromText } from './told.ts';
import { type Target, targetFromText, targetToText } from './target.ts';

export type Step =
  /** Is being connected with Amazon Connect, or talks there. */
  | 'connect'
  /** Connect has hung up, and the transfer that it asked for is on its way. */
  | 'awaited'
  /** The Connect leg is being hung up for a transfer. */
  | 'taken-back'
  /** Is being connected with the target of the transfer, or talks there. */
  | 'transferred'
  /** Hears why the call ends, and is hung up. */
  | 'leaving';

/** What is stored with the call between events. */
export interface State {
  step: Step;
  pair: Pair | undefined;
  /** The leg to Connect, once it is up. */
  connectLeg: string | undefined;
  target: Target | undefined;
  /** What Connect has told about the contact. */
  told: Told;
  /** Attempts to reach the target that have failed. */
  failures: number;
}

/** What is stored, and what is about to be. */
export function stateOf(call: Call, changes: Attributes = {}): State {
  const attributes = { ...call.attributes, ...changes };
  const { smaNumber, connectNumber } = attributes;
  return {
    step: (attributes['step'] ?? 'connect') as Step,
    pair: smaNumber !== undefined && connectNumber !== undefined ? { smaNumber, connectNumber } : undefined,
    connectLeg: attributes['connectLeg'],
    target: targetFromText(attributes['target']),
    told: toldFromText(attributes['told']),
    failures: Number(attributes['failures'] ?? 0),
  };
}

export type Attributes = NonNullable<Exclude<Answer, readonly unknown[]>['attributes']>;

export function store({ target, told, failures, pair, ...texts }: Partial<State>): Attributes {
  return {
    ...texts,
    ...pair,
    ...(target && { target: targetToText(target) }),
    ...(told && { told: JSON.stringify(told) }),
    ...(failures !== undefined && { failures: String(failures) }),
  };
}
