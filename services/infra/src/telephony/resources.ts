import type { CustomResource } from '@patchbay/custom-resource';
import type { SettingsWriter } from '@patchbay/repositories';
import type { Chime } from './chime.ts';
import { sipMediaApplicationEndpoint } from './endpoint.ts';
import { phoneNumber } from './phone-number.ts';
import { settings } from './settings.ts';
import { sipMediaApplication } from './sip-media-application.ts';
import { sipRule } from './sip-rule.ts';
import { voiceConnectorNumbers } from './voice-connector-numbers.ts';
import { voiceConnector } from './voice-connector.ts';

export interface TelephonyDeps {
  chime: Chime;
  writer: SettingsWriter;
  settingsTable: string;
}

/** The types of custom resources that this function stands behind. */
export function telephonyResources({ chime, writer, settingsTable }: TelephonyDeps): CustomResource[] {
  const ofChime = [
    sipMediaApplication,
    sipMediaApplicationEndpoint,
    phoneNumber,
    sipRule,
    voiceConnector,
    voiceConnectorNumbers,
  ];
  return [...ofChime.map((define) => define(chime)), settings(writer, settingsTable)];
}
