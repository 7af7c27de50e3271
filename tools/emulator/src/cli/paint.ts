import { styleText } from 'node:util';
import type { LadderOptions } from '../trace/ladder.ts';

type Paint = NonNullable<LadderOptions['paint']>;

const STYLES: Partial<Record<Parameters<Paint>[0], Parameters<typeof styleText>[0]>> = {
  time: 'dim',
  lifeline: 'dim',
  note: 'dim',
  title: 'bold',
  event: 'cyan',
  response: 'green',
  sound: 'blue',
  error: 'red',
  warning: 'yellow',
  info: 'magenta',
};

/** Colours of a ladder in a terminal. */
export const paint: Paint = (tone, text) => {
  const style = STYLES[tone];
  return style === undefined ? text : styleText(style, text, { validateStream: false });
};
