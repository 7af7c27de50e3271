import { doneReceiveDigits, type DoneActionData } from './action-data.ts';
import { eventSchema, type Envelope } from './envelope.ts';

/** Digits matched a ReceiveDigits; # and * are among them. */
export type DigitsReceived = Envelope<'DIGITS_RECEIVED'> & { ActionData: DoneActionData<'ReceiveDigits'> };

export const digitsReceived = eventSchema('DIGITS_RECEIVED', { ActionData: doneReceiveDigits });
