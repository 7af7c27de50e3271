import { findingLines } from './findings.ts';
import { rowOf, type Item, type Paint } from './ladder-row.ts';
import { itemOf, type Layout, stampOf } from './ladder-step.ts';
import type { CallRecord } from './recorder.ts';
import { columns, fit } from './text.ts';
import { timelineOf, type Timeline } from './timeline.ts';

/** The widest ladder has 114 columns. */
const LAYOUT: Layout = { lanes: { A: 10, service: 36, function: 90, B: 112 }, width: 114 };

export interface LadderOptions {
  /** Colours a piece of text; plain when absent. */
  paint?: Paint;
}

/**
 * A call as a ladder for a terminal: who sent what to whom, what each phone heard, and what was found wrong.
 * Shows call time only, so the same run on the virtual clock gives the same text. Ends with a line end.
 */
export function ladder(record: CallRecord, { paint = (_tone, text) => text }: LadderOptions = {}): string {
  const timeline = timelineOf(record);
  const shownLanes = timeline.parties.map(({ party }) => LAYOUT.lanes[party]);
  const lines = headLines(timeline, paint);
  let shown: string | undefined;
  for (const step of timeline.steps) {
    const time = stampOf(step);
    const stamp: Item = { x: 0, text: time === shown ? '' : time, tone: 'time' };
    lines.push(rowOf([stamp, itemOf(step, LAYOUT, shownLanes)], shownLanes, paint));
    shown = time;
  }
  if (timeline.omitted > 0) lines.push(`${timeline.omitted} more entries were not kept`);
  lines.push(...findingLines(timeline.findings, LAYOUT.width, paint));
  return `${lines.join('\n')}\n`;
}

function headLines({ parties }: Timeline, paint: Paint): string[] {
  const { lanes } = LAYOUT;
  const row = (text: (party: Timeline['parties'][number]) => string): string => {
    const items = parties.map((party): Item => {
      const words = fit(text(party), 22);
      // The last column's title ends at its lifeline, so the ladder gets no wider.
      return { x: party.party === 'B' ? lanes.B + 1 - columns(words) : lanes[party.party], text: words, tone: 'title' };
    });
    return rowOf(items, [], paint);
  };
  return [row(({ title }) => title), row(({ name }) => name)];
}
