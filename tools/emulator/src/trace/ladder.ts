import { rowOf, type Item, type Lane, type Paint } from './ladder-row.ts';
import { findingLines } from './findings.ts';
import { columns, fit } from './text.ts';
import { timelineOf, type Party, type Step, type Timeline } from './timeline.ts';
import type { CallRecord } from './recorder.ts';

/** Where the lifelines stand; the widest ladder has 114 columns. */
const LANES: Readonly<Record<Party, number>> = { A: 10, service: 36, function: 90, B: 112 };
const RIGHT_EDGE = 114;

const MARKS = { error: '✗', warning: '!', info: 'i' } as const;
const mark = (tone: Step['tone']): string => (tone in MARKS ? `${MARKS[tone as keyof typeof MARKS]} ` : '');

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
  const lanes = timeline.parties.map(({ party }) => LANES[party]);
  const lines = headLines(timeline, paint);
  let shown: string | undefined;
  for (const step of timeline.steps) {
    const time = (step.at / 1_000).toFixed(3).padStart(8);
    const stamp: Item = { x: 0, text: time === shown ? '' : time, tone: 'time' };
    lines.push(rowOf([stamp, itemOf(step, lanes)], lanes, paint));
    shown = time;
  }
  if (timeline.omitted > 0) lines.push(`${timeline.omitted} more entries were not kept`);
  lines.push(...findingLines(timeline.findings, RIGHT_EDGE, paint));
  return `${lines.join('\n')}\n`;
}

function headLines({ parties }: Timeline, paint: Paint): string[] {
  const row = (text: (party: Timeline['parties'][number]) => string): string => {
    const items = parties.map((party): Item => {
      const words = fit(text(party), 22);
      // The last column's title ends at its lifeline, so the ladder gets no wider.
      return { x: party.party === 'B' ? LANES.B + 1 - columns(words) : LANES[party.party], text: words, tone: 'title' };
    });
    return rowOf(items, [], paint);
  };
  return [row(({ title }) => title), row(({ name }) => name)];
}

function itemOf(step: Step, lanes: readonly Lane[]): Item {
  switch (step.type) {
    case 'arrow':
      return arrow(step.text, step.tone, LANES[step.from], LANES[step.to], lanes);
    case 'bridge':
      return { x: LANES.A + 1, text: line(LANES.A, LANES.B, '<═══ bridged ', '>', '═', '╪', lanes), tone: step.tone };
    case 'note':
      return note(step, lanes);
    case 'remark': {
      const x = LANES.A + 2;
      return { x, text: fit(mark(step.tone) + step.text, RIGHT_EDGE - x), tone: step.tone };
    }
  }
}

function arrow(text: string, tone: Step['tone'], from: Lane, to: Lane, lanes: readonly Lane[]): Item {
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  const words = ` ${fit(mark(tone) + text, right - left - 7)} `;
  const drawn =
    from < to
      ? line(left, right, `──${words}`, '>', '─', '┼', lanes)
      : line(left, right, '<', `${words}──`, '─', '┼', lanes);
  return { x: left + 1, text: drawn, tone };
}

/** From just right of one lifeline to just left of another, crossing those between. */
function line(
  left: Lane,
  right: Lane,
  head: string,
  tail: string,
  dash: string,
  cross: string,
  lanes: readonly Lane[],
): string {
  const first = left + 1 + columns(head);
  const count = right - columns(tail) - first;
  const dashes = Array.from({ length: Math.max(count, 0) }, (_, index) =>
    lanes.includes(first + index) ? cross : dash,
  );
  return head + dashes.join('') + tail;
}

function note(step: Step & { type: 'note' }, lanes: readonly Lane[]): Item {
  const lane = LANES[step.over];
  if (step.over === 'B') {
    const text = fit(step.text, LANES.B - LANES.service - 4);
    return { x: lane - 1 - columns(text), text, tone: step.tone };
  }
  const room =
    step.over === 'A' ? LANES.function - lane - 4 : (lanes.find((other) => other > lane) ?? RIGHT_EDGE) - lane - 4;
  return { x: lane + 2, text: fit(step.text, room), tone: step.tone };
}
