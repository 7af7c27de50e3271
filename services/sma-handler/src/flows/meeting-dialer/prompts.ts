import { type Action, type Answer, sayAs, shorten, speakAndGetDigits, type Ssml, ssml } from '@patchbay/sma';
import { hangUpCaller, tell, toCaller, VOICE } from '../caller.ts';
import { type State, store } from './state.ts';
import type { Turn } from './turn.ts';

const FAREWELLS = {
  check: 'Please check the numbers in your invitation, and call again. Goodbye.',
  declined: 'Thank you for telling us. Goodbye.',
  ended: 'The meeting has ended. Goodbye.',
  full: 'The meeting is full. Goodbye.',
  'no-answer': 'You can still join with the numbers in your invitation. Goodbye.',
  often:
    'There were too many wrong numbers. Please use the link in your invitation, or call again in an hour. Goodbye.',
  'not-mailed': 'No key was pressed. Goodbye.',
  sorry: 'We are sorry, the meeting can not be joined now. Please call again in a few minutes. Goodbye.',
};

export type Farewell = keyof typeof FAREWELLS;

const JOINED = 'You have joined the meeting.';

export function tellJoined({ call }: Turn): Action {
  return tell(call, JOINED);
}

/** Says why, and hangs up; also where it can't be said. */
export function farewell({ call }: Turn, why: Farewell, changes: Partial<State> = {}): Answer {
  return { actions: [tell(call, FAREWELLS[why]), hangUpCaller(call)], attributes: store({ ...changes, step: 'bye' }) };
}

export function hangUp({ call }: Turn, changes: Partial<State> = {}): Answer {
  return { actions: [hangUpCaller(call)], attributes: store({ ...changes, step: 'bye' }) };
}

/** E-mail has more room than a voice. */
const NAME_CHARACTERS = 60;

export function askToJoin(turn: Turn, eventId: string, name?: string): Action {
  const hello = name === undefined ? ssml`Hello.` : ssml`Hello ${shorten(name, NAME_CHARACTERS)}.`;
  const keys = 'To join it now, press 1. To decline, press 2.';
  return ask(turn, ssml`${hello} You are invited to the meeting ${sayAs.digits(eventId)}. ${keys}`, keys, {
    InputDigitsRegex: '^[12]$',
    MinNumberOfDigits: 1,
    MaxNumberOfDigits: 1,
    RepeatDurationInMilliseconds: 8_000,
  });
}

const SIX_DIGITS = {
  InputDigitsRegex: '^[0-9]{6}$',
  MinNumberOfDigits: 6,
  MaxNumberOfDigits: 6,
  RepeatDurationInMilliseconds: 15_000,
  InBetweenDigitsDurationInMilliseconds: 5_000,
};
/** Also for who has ended six digits with a #, which is taken for the beginning of what is asked for next. */
const NOT_SIX = 'These were not six digits.';

export function askForEvent(turn: Turn, before: 'nothing' | 'wrong' = 'nothing'): Action {
  const words = {
    nothing: 'Welcome. Please key in the six digit number of your meeting.',
    wrong: 'The meeting and the passcode do not fit together. Please key in the six digit number of your meeting.',
  };
  return ask(turn, words[before], NOT_SIX, SIX_DIGITS);
}

export function askForPasscode(turn: Turn, eventId: string): Action {
  return ask(turn, ssml`Meeting ${sayAs.digits(eventId)}. Please key in your six digit passcode.`, NOT_SIX, SIX_DIGITS);
}

type Collection = Omit<Parameters<typeof speakAndGetDigits>[0], 'SpeechParameters' | 'FailureSpeechParameters'>;

/** Asks three times. */
function ask({ call }: Turn, words: string | Ssml, again: string, collection: Collection): Action {
  return speakAndGetDigits({
    ...toCaller(call),
    ...collection,
    Repeat: 3,
    SpeechParameters: { ...VOICE, Text: words },
    FailureSpeechParameters: { ...VOICE, Text: again },
  });
}
