import { checkNumber } from './check-number.ts';
import type { CountryCode, DialPolicy } from './policy.ts';
import type { Refusal } from './refusals.ts';
import { findVoiceConnector, type VoiceConnectorDestination } from './voice-connectors.ts';

export type Destination =
  /** `number` is in E.164. */
  { kind: 'pstn'; number: string; country: CountryCode } | { kind: 'voice-connector'; arn: string; user: string };

export type DestinationDecision = ({ allowed: true } & Destination) | Refusal;

/**
 * Decides where a call goes that a person has dialled: to whom the list has behind a Voice Connector, else to a telephone
 * number, if `policy` allows it. Never throws.
 */
export function checkDestination(
  typed: string,
  policy: DialPolicy,
  destinations: readonly VoiceConnectorDestination[],
): DestinationDecision {
  const found = findVoiceConnector(typed, destinations, policy.defaultCountry);
  if (found) return { allowed: true, kind: 'voice-connector', ...found };
  const decision = checkNumber(typed, policy);
  return decision.allowed ? { ...decision, kind: 'pstn' } : decision;
}
