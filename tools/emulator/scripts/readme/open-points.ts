import { openPoints } from '../../src/engine/switches.ts';
import type { Section } from './section.ts';
import { markdownTable } from './table.ts';

/** What AWS leaves open, and what the emulator does unless told otherwise. */
export const openPointsSection: Section = {
  name: 'open-points',
  render: () =>
    markdownTable(
      ['point', 'switch', 'values, the default first', 'what is open'],
      Object.entries(openPoints).map(([name, { point, values, about }]) => [
        point,
        `\`${name}\``,
        values.map((value) => `\`${String(value)}\``).join(', '),
        about,
      ]),
    ),
};
