/** How many of each an account may have; AWS's defaults. */
export interface DirectoryQuotas {
  phoneNumbers: number;
  applicationsPerRegion: number;
  voiceConnectorsPerRegion: number;
  voiceConnectorGroups: number;
  voiceConnectorsPerGroup: number;
  originationRoutes: number;
  /** Calls a second that a Voice Connector may place. */
  cpsLimit: number;
}

export const awsQuotas: DirectoryQuotas = {
  phoneNumbers: 5,
  applicationsPerRegion: 30,
  voiceConnectorsPerRegion: 3,
  voiceConnectorGroups: 3,
  voiceConnectorsPerGroup: 3,
  originationRoutes: 10,
  cpsLimit: 1,
};
