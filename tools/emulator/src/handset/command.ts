import { visible } from '../trace/visible.ts';

export type HandsetState = 'idle' | 'calling' | 'ringing' | 'connected';

export type HandsetCommand =
  | { type: 'dial'; number: string }
  | { type: 'say'; text: string }
  | { type: 'press'; keys: string }
  | { type: 'answer' | 'reject' | 'hang-up' | 'help' | 'numbers' | 'quit' | 'nothing' }
  | { type: 'wrong'; message: string };

export interface Surroundings {
  state: HandsetState;
  /** Numbers to choose from by their place, from 1. */
  numbers: readonly string[];
  /** Dialled by an empty line. */
  last: string | undefined;
}

const LETTERS: Readonly<Record<string, HandsetCommand>> = {
  q: { type: 'quit' },
  '?': { type: 'help' },
  h: { type: 'hang-up' },
  a: { type: 'answer' },
  r: { type: 'reject' },
  n: { type: 'numbers' },
};

export const HELP = [
  'On the phone: 0-9, * and # are pressed at once. Words and Enter: say them. A to D and Enter: these keys.',
  'Otherwise: a number, or its place in the list, and Enter: dial it. Enter alone: the last number again.',
  'a Enter  answer      r Enter  reject      h Enter  hang up',
  'n Enter  numbers     ?        this help   q Enter or Ctrl-C  hang up and quit',
];

/** What a line means that a person has typed. */
export function commandOf(line: string, { state, numbers, last }: Surroundings): HandsetCommand {
  const text = line.trim();
  const letter = Object.hasOwn(LETTERS, text.toLowerCase()) ? LETTERS[text.toLowerCase()] : undefined;
  const isKey = state === 'connected' && /^[A-D]$/.test(text);
  if (letter && !isKey) return letter;
  switch (state) {
    case 'connected':
      if (text === '') return { type: 'nothing' };
      return /^[0-9*#A-D]+$/.test(text) ? { type: 'press', keys: text } : { type: 'say', text };
    case 'calling':
      return text === '' ? { type: 'nothing' } : wrong('Nobody has answered yet. h and Enter hangs up.');
    case 'ringing':
      return text === '' ? { type: 'answer' } : wrong('It rings: a and Enter answers, r and Enter rejects.');
    case 'idle':
      return dialled(text, numbers, last);
  }
}

function dialled(text: string, numbers: readonly string[], last: string | undefined): HandsetCommand {
  const number = text === '' ? last : (numbers[Number(text) - 1] ?? text.replace(/[\s().-]/g, ''));
  if (number === undefined) return { type: 'nothing' };
  if (/^\+[1-9]\d{1,14}$/.test(number)) return { type: 'dial', number };
  return wrong(`"${visible(text)}" is neither a number such as +12065550100 nor a place in the list.`);
}

function wrong(message: string): HandsetCommand {
  return { type: 'wrong', message };
}
