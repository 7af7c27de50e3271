import { Refusal } from '../aws/refusal.ts';

/** Where a meeting's media can be. */
export const mediaRegions: readonly string[] = [
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
];

export function requireMediaRegion(region: string): void {
  if (mediaRegions.includes(region)) return;
  throw new Refusal('BadRequest', `MediaRegion ${region} has no meetings. Regions: ${mediaRegions.join(', ')}`);
}
