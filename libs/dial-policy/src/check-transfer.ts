import { checkNumber } from './check-number.ts';
import type { DialPolicy } from './policy.ts';
import type { RefusalReason } from './refusals.ts';
import { checkVoiceConnector, type VoiceConnectorDestination, type VoiceConnectorRefusal } from './voice-connectors.ts';

/** Where a call is transferred to: a user behind a Voice Connector, or a number in E.164. */
export type TransferTarget =
  | { targetType: 'voice-connector'; target: string; voiceConnectorArn: string }
  | { targetType: 'pstn' | 'connect'; target: string };

/** Texts as whoever asks for a transfer gives them. */
export interface TransferRequest {
  targetType?: string | undefined;
  target?: string | undefined;
  /** May be missing, or empty, where only one Voice Connector has the user. */
  voiceConnectorArn?: string | undefined;
}

export interface TransferRules {
  policy: DialPolicy;
  destinations: readonly VoiceConnectorDestination[];
  /** Numbers of Amazon Connect, which a call may go back to. */
  connectNumbers: readonly string[];
}

export type TransferDecision =
  | { allowed: true; target: TransferTarget }
  | {
      allowed: false;
      reason: RefusalReason | VoiceConnectorRefusal['reason'] | 'unknown-number' | 'unknown-target-type';
    };

/** Decides whether a call may be transferred to what is asked for. Never throws. */
export function checkTransfer(
  { targetType = '', target = '', voiceConnectorArn = '' }: TransferRequest,
  { policy, destinations, connectNumbers }: TransferRules,
): TransferDecision {
  switch (targetType) {
    case 'voice-connector': {
      const decision = checkVoiceConnector(voiceConnectorArn || undefined, target, destinations);
      if (!decision.allowed) return refuse(decision.reason);
      return { allowed: true, target: { targetType, target: decision.user, voiceConnectorArn: decision.arn } };
    }
    case 'connect':
      return connectNumbers.includes(target)
        ? { allowed: true, target: { targetType, target } }
        : refuse('unknown-number');
    case 'pstn': {
      const decision = checkNumber(target, policy);
      return decision.allowed
        ? { allowed: true, target: { targetType, target: decision.number } }
        : refuse(decision.reason);
    }
    default:
      return refuse('unknown-target-type');
  }
}

type Reason = Extract<TransferDecision, { allowed: false }>['reason'];

const refuse = (reason: Reason): TransferDecision => ({ allowed: false, reason });
