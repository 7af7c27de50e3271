import { actionTypes, eventTypes } from '@patchbay/sma';
import { models } from '../../src/api/model/model.ts';
import { meetingsOperations } from '../../src/api/operations/meetings/table.ts';
import { voiceOperations } from '../../src/api/operations/voice/table.ts';
import { actions } from '../../src/engine/actions/index.ts';
import { openPoints } from '../../src/engine/switches.ts';
import { diagnostics } from '../../src/trace/diagnostics.ts';
import type { Section } from './section.ts';
import { markdownTable } from './table.ts';

/** The emulator in figures, for the front page. */
export const supportedSection: Section = {
  name: 'supported',
  render() {
    const of = (part: object, whole: { operations: object } | readonly unknown[]): string => {
      const all = 'operations' in whole ? Object.keys(whole.operations).length : whole.length;
      return `${Object.keys(part).length} of ${all}`;
    };
    return markdownTable(
      ['what', 'emulated'],
      [
        ['invocation events', of([...eventTypes], eventTypes)],
        ['actions', of(actions, actionTypes)],
        ['Chime SDK Voice operations', of(voiceOperations, models.voice)],
        ['Chime SDK Meetings operations', of(meetingsOperations, models.meetings)],
        ['undocumented points, as switches', String(Object.keys(openPoints).length)],
        ['diagnostics', String(Object.keys(diagnostics).length)],
      ],
    );
  },
};
