import type { BotRule, FarEnd } from '@patchbay/emulator';

/** Somebody who can be called. */
export interface Person {
  number: string;
  /** For the table of numbers. */
  about: string;
  farEnd: FarEnd;
}

/** Everyone else answers after two seconds. */
export const people: readonly Person[] = [
  {
    number: '+14255550188',
    about: 'answers after 3 s and says hello',
    farEnd: { does: 'answer', afterMs: 3_000, says: 'Hello, who is calling?' },
  },
  {
    number: '+14255550187',
    about: 'answers, and hangs up after 10 s',
    farEnd: { does: 'answer', hangUpAfterMs: 10_000 },
  },
  { number: '+14255550186', about: 'is busy', farEnd: { does: 'busy' } },
  { number: '+14255550185', about: 'does not answer', farEnd: { does: 'no-answer' } },
  { number: '+14255550184', about: 'is a voicemail, after 8 s', farEnd: { does: 'voicemail', afterMs: 8_000 } },
];

/** What the stage's bot understands. */
export const assistant: readonly BotRule[] = [
  { hears: 'pizza', intent: { name: 'OrderPizza', state: 'ReadyForFulfillment' } },
  { hears: /\b(open|opening|hours)\b/i, intent: { name: 'OpeningHours', state: 'ReadyForFulfillment' } },
  { hears: /\b(person|human|agent)\b/i, intent: { name: 'TalkToAgent', state: 'ReadyForFulfillment' } },
];
