import type { Action, ActionType } from './actions/action.ts';
import type { Call } from './call.ts';
import type { EventType } from './events/event.ts';

/**
 * What a flow wants done: actions, or actions and changes to the call's attributes. Changes are laid over what is
 * stored, and undefined removes a key. No actions: what is left of the last list goes on.
 */
export type Answer =
  readonly Action[] | { actions?: readonly Action[]; attributes?: Readonly<Record<string, string | undefined>> };

/**
 * Answers one event. The same event may be delivered twice, so the same call must give the same answer, and every
 * effect outside goes under its own key (`call.key`).
 */
export type Handler<Deps> = (call: Call, deps: Deps) => Answer | Promise<Answer>;

type ActionEvent = 'ACTION_SUCCESSFUL' | 'ACTION_FAILED' | 'ACTION_INTERRUPTED';

/** One handler an event, and for events about an action one an action. */
export type Handlers<Deps> = { readonly [E in Exclude<EventType, ActionEvent>]?: Handler<Deps> } & {
  readonly [E in ActionEvent]?: { readonly [T in ActionType]?: Handler<Deps> };
};

/** What one kind of call does. */
export interface Flow<Deps> {
  /** Stored with the call as the attribute `flow`; setting that attribute hands the call to another flow. */
  readonly name: string;
  readonly on: Handlers<Deps>;
  /**
   * Whether a leg that is left over when the other one hangs up is wanted, because a transfer is under way. Asked when
   * the handler of HANGUP returned no actions; sees the attributes from before that handler. Otherwise it is hung up.
   */
  keepSurvivor?(call: Call, deps: Deps): boolean | Promise<boolean>;
  /** Gives back what the call had taken: claims, attendees, meetings. Runs on its last HANGUP, whatever happens. */
  release?(call: Call, deps: Deps): void | Promise<void>;
}
