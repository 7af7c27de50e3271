import type { FarEnd } from '@patchbay/emulator';
import { type Choices, pick, weighted } from './choices.ts';

/** What somebody does who is called. */
export const drawFarEnd = (choices: Choices): FarEnd =>
  choices.of<FarEnd>('is called', JOINS, (random) =>
    weighted<FarEnd>(
      [
        [40, { ...JOINS, hangUpAfterMs: pick([6_000, 30_000, 600_000, 900_000], random) }],
        [15, { does: 'answer', afterMs: 3_000, press: '2', hangUpAfterMs: 60_000 }],
        [8, { does: 'answer', afterMs: 3_000, hangUpAfterMs: 120_000 }],
        [4, { does: 'answer', afterMs: 3_000, press: '9', hangUpAfterMs: 120_000 }],
        [8, { does: 'answer', afterMs: 3_000, hangUpAfterMs: pick([1, 900, 3_000], random) }],
        [5, { does: 'voicemail', hangUpAfterMs: 90_000 }],
        [8, { does: 'busy' }],
        [6, { does: 'reject' }],
        [8, { does: 'no-answer' }],
      ],
      random,
    ),
  );

const JOINS: FarEnd = { does: 'answer', afterMs: 3_000, press: '1', hangUpAfterMs: 30_000 };
