import stringWidth from 'string-width';
import { visible } from './visible.ts';

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Runs of white space as one space: what was said, on one line. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Columns that the text takes in a terminal. */
export const columns = (text: string): number => stringWidth(text);

/** Cut to so many columns, with an ellipsis where something is missing. Right-to-left writing can't move its surroundings. */
export function fit(text: string, width: number): string {
  const cut = shorten(visible(text), width);
  return RIGHT_TO_LEFT.test(cut) ? `\u2068${cut}\u2069` : cut;
}

/** On lines of so many columns; a word that is too long for a line is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of visible(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columns(longer) <= width) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((each) => fit(each, width));
}

function shorten(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let cut = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    used += columns(segment);
    if (used > width - 1) break;
    cut += segment;
  }
  return width > 0 ? `${cut.trimEnd()}…` : '';
}
