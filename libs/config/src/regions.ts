/** Regions with SIP media applications and Voice Connectors. Source: endpoint list of the Amazon Chime SDK. */
export const voiceRegions = [
  'us-east-1',
  'us-west-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
] as const;

/** Regions that can host the media of a meeting (`MediaRegion` of CreateMeeting). */
export const mediaRegions = [
  'af-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-south-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'us-gov-east-1',
  'us-gov-west-1',
] as const;

/** Regions that keep meetings (where CreateMeeting is called). Source: "Available Regions" of the Amazon Chime SDK. */
export const meetingRegions = [
  'us-east-1',
  'us-west-2',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-2',
  'af-south-1',
  'il-central-1',
  'us-gov-east-1',
  'us-gov-west-1',
] as const;
