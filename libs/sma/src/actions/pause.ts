import * as z from 'zod/mini';
import { limits } from '../limits.ts';
import { defineAction } from './define.ts';
import { legSelector, numeric, type LegSelector, type Numeric } from './fields.ts';

/** Developer guide, "Pause". */
export interface PauseParameters extends LegSelector {
  DurationInMilliseconds: Numeric;
}

export const pauseParameters = z.object({ ...legSelector, DurationInMilliseconds: numeric(1) });

const { min, max } = limits.pauseMilliseconds;

export const pauseAction = defineAction<'Pause', PauseParameters>('Pause', pauseParameters, {
  advice: ({ DurationInMilliseconds: duration }) =>
    Number(duration) < min || Number(duration) > max
      ? [
          {
            path: ['DurationInMilliseconds'],
            rule: `must be from ${min} to ${max}: the service may refuse anything else`,
          },
        ]
      : [],
});

/** Waits. An inbound call that is not answered yet goes on ringing. */
export const pause = pauseAction.build;
