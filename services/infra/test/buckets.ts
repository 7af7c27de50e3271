import { describe, expect, test } from '@jest/globals';
import { arnOf, type packageService } from '@patchbay/packaged';

const all = (bucket: string) => ({ 'Fn::Sub': `\${${bucket}.Arn}/*` });
const ours = {
  StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
  ArnLike: { 'aws:SourceArn': { 'Fn::Sub': 'arn:${AWS::Partition}:chime:*:${AWS::AccountId}:sma/*' } },
};
const pstnAudio = (bucket: string, Action: unknown) => ({
  Effect: 'Allow',
  Principal: { Service: 'voiceconnector.chime.amazonaws.com' },
  Action,
  Resource: all(bucket),
  Condition: ours,
});

/** By bucket: what its policy allows, besides refusing what does not come over TLS. */
const allowed: Record<string, object[]> = {
  Prompts: [pstnAudio('PromptsBucket', 's3:GetObject')],
  Recordings: [pstnAudio('RecordingsBucket', ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'])],
  Uploads: [],
  Site: [
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: 's3:GetObject',
      Resource: all('SiteBucket'),
      Condition: {
        StringEquals: {
          'aws:SourceAccount': { Ref: 'AWS::AccountId' },
          'aws:SourceArn': {
            'Fn::Sub': 'arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${SiteDistribution}',
          },
        },
      },
    },
  ],
};

/** Tests of all buckets. */
export function testBuckets({ resource, ofType }: ReturnType<typeof packageService>): void {
  test('all buckets are looked at here', () => {
    const buckets = ofType('AWS::S3::Bucket').map(([name]) => name);
    expect(buckets).toEqual(['ServerlessDeploymentBucket', ...Object.keys(allowed).map((name) => `${name}Bucket`)]);
  });

  describe.each(Object.entries(allowed))('the bucket %s', (name, statements) => {
    const bucket = `${name}Bucket`;

    test('is private and encrypted', () => {
      expect(resource(bucket)).toMatchObject({
        BucketName: `patchbay-dev-${name.toLowerCase()}`,
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      });
    });

    test('is reached over TLS only, and by nobody who does not act for us', () => {
      const { Statement: found } = resource(`${name}Policy`)['PolicyDocument'] as { Statement: object[] };
      const { Bucket: of } = resource(`${name}Policy`);
      expect(of).toEqual({ Ref: bucket });
      expect(found.map((each) => Object.fromEntries(Object.entries(each).filter(([key]) => key !== 'Sid')))).toEqual([
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: [arnOf(bucket), all(bucket)],
          Condition: { Bool: { 'aws:SecureTransport': false } },
        },
        ...statements,
      ]);
    });
  });

  test.each(['RecordingsBucket', 'UploadsBucket'])('what is in %s is gone after a month', (name) => {
    expect(resource(name)['LifecycleConfiguration']).toEqual({
      Rules: [{ Status: 'Enabled', ExpirationInDays: 30, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }],
    });
  });

  test('what is handed in is told to EventBridge', () => {
    expect(resource('UploadsBucket')['NotificationConfiguration']).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  });
}
