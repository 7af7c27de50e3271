import type { Exchange } from './exchange.ts';
import {
  CARRIER_TIMEOUT_MS,
  DEFAULT_FAR_END,
  type FarEnd,
  SIP_BUSY,
  SIP_DECLINE,
  SIP_UNAVAILABLE,
  VOICEMAIL_AFTER_MS,
  VOICEMAIL_GREETING,
} from './far-end.ts';
import type { Line } from './line.ts';

/** Time from the answer to the first key. */
const PRESS_AFTER_MS = 1_000;
/** A phone that is off or busy says so at once. */
const AT_ONCE_MS = 200;

/** Does with a ringing line what its far end does. */
export function attend(exchange: Exchange, line: Line, farEnd: FarEnd): void {
  const later = (ms: number, act: () => void): void => exchange.later(line, ms, act);
  const refuse = (ms: number, sipCode: number): void =>
    later(ms, () => {
      if (line.state !== 'ringing') return;
      exchange.end(line, sipCode);
      line.leg.ended(sipCode);
    });

  if (farEnd.does === 'busy') {
    refuse(farEnd.afterMs ?? AT_ONCE_MS, SIP_BUSY);
    return;
  }
  line.alert = () => {
    line.alert = undefined;
    line.leg.ringing();
  };
  later(0, () => line.alert?.());
  switch (farEnd.does) {
    case 'ring':
    case 'no-answer':
      refuse(CARRIER_TIMEOUT_MS, SIP_UNAVAILABLE);
      return;
    case 'reject':
      refuse(farEnd.afterMs ?? AT_ONCE_MS, farEnd.sipCode ?? SIP_DECLINE);
      return;
    case 'voicemail':
      later(farEnd.afterMs ?? VOICEMAIL_AFTER_MS, () => {
        if (!line.phone.answer(line)) return;
        const message = 'A voicemail answered: the service takes that for a person.';
        exchange.trace(line, { type: 'diagnostic', code: 'far-end-voicemail', level: 'info', message });
        line.phone.say(farEnd.says ?? VOICEMAIL_GREETING, line);
      });
      return;
    case 'answer':
      later(farEnd.afterMs ?? DEFAULT_FAR_END.afterMs ?? 0, () => {
        if (line.phone.answer(line)) afterAnswer(line, farEnd, later);
      });
  }
}

function afterAnswer(line: Line, farEnd: FarEnd, later: (ms: number, act: () => void) => void): void {
  const { says, press, hangUpAfterMs } = farEnd;
  if (says !== undefined) later(0, () => line.phone.say(says, line));
  if (press !== undefined) later(PRESS_AFTER_MS, () => line.phone.press(press, line));
  if (hangUpAfterMs !== undefined) later(hangUpAfterMs, () => line.phone.hangUp(line));
}
