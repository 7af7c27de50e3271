import type { Action } from '@patchbay/sma';
import type { Switches } from '../switches.ts';

/** Parameters that the documentation calls numbers; the service takes them as strings too and gives numbers back. */
export const NUMERIC_PARAMETERS: ReadonlySet<string> = new Set([
  'CallTimeoutSeconds',
  'DurationInMilliseconds',
  'DurationInSeconds',
  'FlushDigitsDurationInMilliseconds',
  'InBetweenDigitsDurationInMilliseconds',
  'MaxNumberOfDigits',
  'MinNumberOfDigits',
  'Repeat',
  'RepeatDurationInMilliseconds',
  'SilenceDurationInSeconds',
  'SilenceThreshold',
  'ToneDurationInMilliseconds',
]);

/** The parameters as an event echoes them: as sent, with the resolved CallId and the defaults that real events show. */
export function echoParameters(
  action: Action,
  callId: string | undefined,
  switches: Switches,
): Record<string, unknown> {
  const sent = (action.Parameters ?? {}) as Record<string, unknown>;
  const echoed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(sent)) {
    echoed[key] = NUMERIC_PARAMETERS.has(key) && typeof value === 'string' ? Number(value) : value;
  }
  if (action.Type === 'PlayAudio') echoed['Repeat'] ??= 1;
  if (action.Type === 'PlayAudioAndGetDigits' || action.Type === 'SpeakAndGetDigits') {
    echoed['InBetweenDigitsDurationInMilliseconds'] ??= echoed['RepeatDurationInMilliseconds'];
  }
  const onlyTag = Boolean(sent['ParticipantTag']) && !sent['CallId'];
  if (!(onlyTag && switches.echoCallId === 'unless-tag')) {
    if (!sent['CallId']) delete echoed['CallId'];
    if (callId !== undefined) echoed['CallId'] ??= callId;
  }
  return echoed;
}
