import { type Flow, hangup, speak } from '@patchbay/sma';

const sorry = () => [speak({ Text: 'This service is not ready yet. Please call again later.' }), hangup()];

/** Says so, and hangs up. */
export const notReady: Flow<object> = {
  name: 'not-ready',
  on: { NEW_INBOUND_CALL: sorry, CALL_ANSWERED: sorry },
};
