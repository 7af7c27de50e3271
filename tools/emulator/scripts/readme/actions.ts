import { actionTypes } from '@patchbay/sma';
import { actions } from '../../src/engine/actions/index.ts';
import type { Section } from './section.ts';
import { markdownTable } from './table.ts';

const LEGS = { any: 'any', 'leg-a': 'LEG-A', meeting: 'meeting' };

/** Every action, and how the service treats it. All of them are emulated: a type without a definition does not compile. */
export const actionsSection: Section = {
  name: 'actions',
  render: () =>
    markdownTable(
      ['action', 'emulated', 'legs', 'answers a ringing call', 'an update stops it'],
      actionTypes.map((type) => {
        const { legs, answers, interruptible } = actions[type];
        return [type, 'yes', LEGS[legs], answers ? 'yes' : '–', interruptible ? 'yes' : '–'];
      }),
    ),
};
