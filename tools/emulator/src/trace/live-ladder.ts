import type { TraceEntry } from './entry.ts';
import { rowOf, type Item, type Lane, type Paint } from './ladder-row.ts';
import { itemOf, type Layout, mark, stampOf } from './ladder-step.ts';
import { wrap } from './text.ts';
import { partyOfLegs, type Step, stepsOf } from './timeline.ts';

export interface LiveLadderOptions {
  /** Columns of the terminal; from 60. */
  width: number;
  paint?: Paint;
}

const NARROWEST = 60;
const WIDEST = 114;

/** The ladder of one call while it grows. What phones hear and what is found is shown to its end, on as many rows as it takes. */
export class LiveLadder {
  readonly #layout: Layout;
  readonly #paint: Paint;
  readonly #legs: Extract<TraceEntry, { type: 'leg' }>[] = [];
  #startedAt: number | undefined;
  #stamp: string | undefined;

  constructor({ width, paint = (_tone, text) => text }: LiveLadderOptions) {
    this.#layout = layoutFor(Math.max(NARROWEST, Math.min(WIDEST, width)));
    this.#paint = paint;
  }

  /** The rows that an entry adds; none for many. */
  rows(entry: TraceEntry): string[] {
    this.#startedAt ??= entry.at;
    if (entry.type === 'leg') this.#legs.push(entry);
    const rows = stepsOf(entry, entry.at - this.#startedAt, partyOfLegs(this.#legs)).flatMap((step) =>
      this.#draw(step),
    );
    return entry.type === 'call-started' ? [this.#head(), ...rows] : rows;
  }

  #head(): string {
    const { A, service, function: fn } = this.#layout.lanes;
    const titles: Item[] = [
      { x: A, text: 'LEG-A', tone: 'title' },
      { x: service, text: 'PSTN Audio', tone: 'title' },
      { x: fn, text: 'Lambda', tone: 'title' },
    ];
    return rowOf(titles, [], this.#paint);
  }

  #draw(step: Step): string[] {
    const { A, service, function: fn, B } = this.#layout.lanes;
    const shown = this.#legs.some(({ tag }) => tag === 'LEG-B') ? [A, service, fn, B] : [A, service, fn];
    const stamp = stampOf(step);
    const time: Item = { x: 0, text: stamp === this.#stamp ? '' : stamp, tone: 'time' };
    this.#stamp = stamp;
    const [first, ...more] = itemsOf(step, this.#layout, shown);
    return [[time, ...(first ? [first] : [])], ...more.map((item) => [item])].map((items) =>
      rowOf(items, shown, this.#paint),
    );
  }
}

/** The function gets the room that is left: its events are the longest texts. */
function layoutFor(width: number): Layout {
  const lanes = { A: 9, service: width > 100 ? 36 : 34, function: width > 100 ? width - 24 : width - 9, B: width - 2 };
  return { lanes, width };
}

function itemsOf(step: Step, layout: Layout, shown: readonly Lane[]): Item[] {
  const isLong = step.type === 'remark' || (step.type === 'note' && step.tone === 'sound');
  if (!isLong) return [itemOf(step, layout, shown)];
  const x = layout.lanes.A + 2;
  const by = step.type === 'note' && step.over === 'B' ? 'LEG-B: ' : mark(step.tone);
  return wrap(by + step.text, layout.width - x).map((text) => ({ x, text, tone: step.tone }));
}
