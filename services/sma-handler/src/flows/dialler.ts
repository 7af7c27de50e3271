import type { Call } from '@patchbay/sma';

/** Whose call it is that is to be placed, and which. */
export interface Dialler {
  /** His number, or what the network tells instead, such as `anonymous`. */
  user: string;
  /** The same when the event comes again. */
  key: string;
}

/** What the person behind LEG-A has placed, as an effect of the event at hand. */
export function diallerOf(call: Call, effect: string): Dialler {
  const { legA } = call;
  return { user: (legA?.inbound ? legA.from : legA?.to) ?? '', key: call.key(effect) };
}
