import { columns } from './text.ts';
import type { Tone } from './timeline.ts';

/** The column of a lifeline. */
export type Lane = number;
/** Colours a piece of a ladder; must not change its width. */
export type Paint = (tone: Tone | 'time' | 'title' | 'lifeline', text: string) => string;

export interface Item {
  x: number;
  text: string;
  tone: Parameters<Paint>[0];
}

/** One line: the items where they belong, and lifelines wherever no item covers them. Items must not overlap. */
export function rowOf(items: readonly Item[], lanes: readonly Lane[], paint: Paint): string {
  const lifelines = lanes.map((x): Item => ({ x, text: '│', tone: 'lifeline' }));
  const free = lifelines.filter(({ x }) => !items.some((item) => x >= item.x && x < item.x + columns(item.text)));
  let row = '';
  let at = 0;
  for (const { x, text, tone } of [...items, ...free].filter((item) => item.text !== '').sort((a, b) => a.x - b.x)) {
    row += ' '.repeat(Math.max(x - at, 0)) + paint(tone, text);
    at = Math.max(x, at) + columns(text);
  }
  return row;
}
