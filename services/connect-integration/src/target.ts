import type { DialDecision } from '@patchbay/dial-policy';

/** What a call may be transferred to. */
export interface TargetRules {
  voiceConnectorArns: readonly string[];
  connectNumbers: readonly string[];
  mayDial(number: string): Promise<DialDecision>;
}

/** As the arguments of an update have it. */
export type Target =
  | { targetType: 'voice-connector'; target: string; voiceConnectorArn: string }
  | { targetType: 'pstn' | 'connect'; target: string };

export type ReadTarget = { ok: true; target: Target } | { ok: false; reason: string };

/** User part of a SIP address, as CallAndBridge takes it. */
const SIP_USER = /^[A-Za-z0-9&=+$/%\-_!~*().]{1,36}$/;

/** The target that a contact flow names, if a call may be transferred there. The reason never repeats what was given. */
export async function readTarget(
  { TargetType: targetType = '', Target: target = '', VoiceConnectorArn: given = '' }: Readonly<Record<string, string>>,
  { voiceConnectorArns, connectNumbers, mayDial }: TargetRules,
): Promise<ReadTarget> {
  switch (targetType) {
    case 'voice-connector': {
      // Where there is only one, a flow need not name it.
      const voiceConnectorArn = given === '' && voiceConnectorArns.length === 1 ? (voiceConnectorArns[0] ?? '') : given;
      if (!voiceConnectorArns.includes(voiceConnectorArn)) return refuse('unknown-voice-connector');
      if (!SIP_USER.test(target)) return refuse('not-a-sip-user');
      return { ok: true, target: { targetType, target, voiceConnectorArn } };
    }
    case 'connect':
      return connectNumbers.includes(target) ? { ok: true, target: { targetType, target } } : refuse('unknown-number');
    case 'pstn': {
      const decision = await mayDial(target);
      if (!decision.allowed) return refuse(decision.reason);
      return { ok: true, target: { targetType, target: decision.number } };
    }
    default:
      return refuse('unknown-target-type');
  }
}

const refuse = (reason: string): ReadTarget => ({ ok: false, reason });
