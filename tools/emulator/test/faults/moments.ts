import { atFirstEvent } from './expected/at-first-event.ts';
import type { Expected } from './expected/expected.ts';
import { inMidCall } from './expected/in-mid-call.ts';
import { withSecondTarget } from './expected/with-second-target.ts';
import type { FaultName } from './faults.ts';

/** Where in a call a fault begins. */
export interface Moment {
  title: string;
  about: string;
  from: 'NEW_INBOUND_CALL' | 'ACTION_SUCCESSFUL';
  /** The SIP rule has a second target, whose function is well. */
  secondTarget?: true;
  expected: Readonly<Record<FaultName, Expected>>;
}

export const moments: readonly Moment[] = [
  {
    title: 'At the first event',
    about: 'The caller hears the ringing tone while the function is asked.',
    from: 'NEW_INBOUND_CALL',
    expected: atFirstEvent,
  },
  {
    title: 'At the first event, with a second target',
    about: 'The SIP rule leads to another SIP media application when the first can not be used. Its function is well.',
    from: 'NEW_INBOUND_CALL',
    secondTarget: true,
    expected: withSecondTarget,
  },
  {
    title: 'In the middle of a call',
    about:
      'The caller has heard the greeting, and hears nothing while the function is asked. No other target is tried.',
    from: 'ACTION_SUCCESSFUL',
    expected: inMidCall,
  },
];
