import type { ParticipantTag } from '@patchbay/sma';
import type { Switches } from '../engine/switches.ts';
import type { ActionFault } from '../faults/action-fault.ts';
import type { Fault } from '../faults/fault.ts';

/** What happens to a flow in one run, as data: run again, it happens again. */
export interface History {
  /** Of the identifiers. */
  seed: number;
  /** Open points that are not at their default. */
  switches: Partial<Switches>;
  calls: readonly CallPlan[];
  steps: readonly Step[];
}

export interface CallPlan {
  start: Start;
  /** Invocations that go wrong. */
  faults: readonly Fault[];
  /** Actions that fail. */
  failures: readonly ActionFault[];
  /** Who hangs up first once the steps are over; LEG-A, where there is no LEG-B. */
  ends: ParticipantTag;
}

/** How a call begins: somebody dials, the API creates it, or something happens in the flow's world that creates it. */
export type Start =
  | { type: 'inbound'; from: string; to: string; sipHeaders?: Readonly<Record<string, string>> }
  | { type: 'outbound'; from: string; to: string; arguments?: Readonly<Record<string, string>> }
  | WorldStart;

/** What happens is one of the world's `starts`. It may well create no call, such as a request that is refused. */
export interface WorldStart {
  type: 'world';
  name: string;
  arguments?: Readonly<Record<string, string>>;
  /** What goes wrong with CreateSipMediaApplicationCall in it. */
  createCall?: CreateCallFault;
}

/** Refused for its rate or for a quota, or done while the answer gets lost. */
export type CreateCallFault = 'throttled' | 'quota-exceeded' | 'answer-lost';

/** `call` is the position in `calls`; calls that the flow creates itself come after them. */
export type Step =
  | { type: 'start'; call: number }
  /** Call time passes. */
  | { type: 'wait'; ms: number }
  /** Call time passes until the call waits for people: digits, words, somebody who answers; at most a minute. */
  | { type: 'settle'; call: number }
  | Act;

/** What people do. What can't be done just then, since nobody is on the line, is left out. */
export type Act =
  | { type: 'press'; call: number; by: ParticipantTag; keys: string }
  | { type: 'say'; call: number; by: ParticipantTag; text: string }
  | { type: 'answer' | 'voicemail' | 'busy' | 'reject' | 'hangup'; call: number; by: ParticipantTag }
  | { type: 'update'; call: number; args: Readonly<Record<string, string>> }
  /** Something in the flow's world, such as a meeting that ends. */
  | { type: 'move'; call: number; name: string };
