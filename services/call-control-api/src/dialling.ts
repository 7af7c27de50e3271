import type { Counters, QuotaLimits, VoiceConnectorDestination } from '@patchbay/dial-policy';
import type { CreateCallDeps } from './create-call.ts';

export interface DialSettings {
  DIAL_COUNTRIES: readonly string[];
  DIAL_QUOTAS: QuotaLimits;
  VOICE_CONNECTOR_DESTINATIONS: readonly VoiceConnectorDestination[];
}

/** Who may be dialled, and how often. What numbers are judged by is big, and loaded when the first one is. */
export function dialling(
  settings: DialSettings,
  counters: Counters,
  now: () => number,
): Pick<CreateCallDeps, 'destinationOf' | 'quota'> {
  return {
    async destinationOf(typed) {
      const { checkDestination, policyOf } = await import('@patchbay/dial-policy');
      return checkDestination(typed, policyOf(settings.DIAL_COUNTRIES), settings.VOICE_CONNECTOR_DESTINATIONS);
    },
    quota: {
      async take(user, key) {
        const { createDialQuota } = await import('@patchbay/dial-policy');
        return createDialQuota({ counters, limits: settings.DIAL_QUOTAS, now }).take(user, key);
      },
    },
  };
}
