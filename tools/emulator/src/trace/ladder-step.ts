import type { Item, Lane } from './ladder-row.ts';
import { columns, fit } from './text.ts';
import type { Party, Step } from './timeline.ts';

/** Where the lifelines stand. */
export interface Layout {
  lanes: Readonly<Record<Party, Lane>>;
  /** Columns of the whole ladder. */
  width: number;
}

const MARKS = { error: '✗', warning: '!', info: 'i' } as const;
export const mark = (tone: Step['tone']): string => (tone in MARKS ? `${MARKS[tone as keyof typeof MARKS]} ` : '');

/** Time since the call began, as it stands at the left of a row. */
export function stampOf({ at }: Pick<Step, 'at'>): string {
  return (at / 1_000).toFixed(3).padStart(8);
}

/** A step on one row, between the lifelines `shown`; what does not fit is cut. */
export function itemOf(step: Step, layout: Layout, shown: readonly Lane[]): Item {
  const { lanes, width } = layout;
  switch (step.type) {
    case 'arrow':
      return arrow(step.text, step.tone, lanes[step.from], lanes[step.to], shown);
    case 'bridge':
      return { x: lanes.A + 1, text: line(lanes.A, lanes.B, '<═══ bridged ', '>', '═', '╪', shown), tone: step.tone };
    case 'note':
      return note(step, layout, shown);
    case 'remark': {
      const x = lanes.A + 2;
      return { x, text: fit(mark(step.tone) + step.text, width - x), tone: step.tone };
    }
  }
}

function arrow(text: string, tone: Step['tone'], from: Lane, to: Lane, shown: readonly Lane[]): Item {
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  const words = ` ${fit(mark(tone) + text, right - left - 7)} `;
  const drawn =
    from < to
      ? line(left, right, `──${words}`, '>', '─', '┼', shown)
      : line(left, right, '<', `${words}──`, '─', '┼', shown);
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
  shown: readonly Lane[],
): string {
  const first = left + 1 + columns(head);
  const count = right - columns(tail) - first;
  const dashes = Array.from({ length: Math.max(count, 0) }, (_, index) =>
    shown.includes(first + index) ? cross : dash,
  );
  return head + dashes.join('') + tail;
}

function note(step: Step & { type: 'note' }, { lanes, width }: Layout, shown: readonly Lane[]): Item {
  const lane = lanes[step.over];
  if (step.over === 'B') {
    const text = fit(step.text, lanes.B - lanes.service - 4);
    return { x: lane - 1 - columns(text), text, tone: step.tone };
  }
  const room =
    step.over === 'A' ? lanes.function - lane - 4 : (shown.find((other) => other > lane) ?? width) - lane - 4;
  return { x: lane + 2, text: fit(step.text, room), tone: step.tone };
}
