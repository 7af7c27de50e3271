import type { GetPhoneNumberSettingsResponse, VoiceConnectorSettings } from '@aws-sdk/client-chime-sdk-voice';
import { Refusal } from '../aws/refusal.ts';
import type { Wire } from '../aws/wire.ts';
import type { DirectoryContext } from './context.ts';

const WEEK_MS = 7 * 24 * 3600_000;

/** Settings of the account. */
export interface AccountSettings {
  getGlobal(): Wire<VoiceConnectorSettings>;
  updateGlobal(settings: Wire<VoiceConnectorSettings>): void;
  getPhoneNumber(): Wire<GetPhoneNumberSettingsResponse>;
  /** The default calling name can change once in seven days. */
  updateCallingName(callingName: string): void;
}

export function createSettings(context: DirectoryContext): AccountSettings {
  return {
    getGlobal: () => ({ CdrBucket: context.state().settings.cdrBucket }),
    updateGlobal({ CdrBucket }) {
      context.state().settings.cdrBucket = CdrBucket;
    },
    getPhoneNumber() {
      const { callingName, callingNameUpdated } = context.state().settings;
      return { CallingName: callingName, CallingNameUpdatedTimestamp: callingNameUpdated };
    },
    updateCallingName(callingName) {
      const { settings } = context.state();
      const updated = settings.callingNameUpdated;
      if (updated !== undefined && context.nowMs() < Date.parse(updated) + WEEK_MS) {
        throw new Refusal(
          'BadRequest',
          `The default calling name was changed at ${updated}; it can change once in seven days`,
        );
      }
      settings.callingName = callingName;
      settings.callingNameUpdated = context.now();
    },
  };
}
