import { describe, expect, test } from '@jest/globals';
import { arnOf, type packageService } from '@patchbay/packaged';

/** Tests of what meetings that people are invited to need. */
export function testMeetings({ resource }: ReturnType<typeof packageService>): void {
  describe('meetings', () => {
    test('are kept with their participants, for as long as they last', () => {
      expect(resource('MeetingsTable')).toEqual({
        TableName: 'patchbay-dev-meetings',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['eventId', 'id'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'eventId', KeyType: 'HASH' },
          { AttributeName: 'id', KeyType: 'RANGE' },
        ],
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        SSESpecification: { SSEEnabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      });
    });

    test('wait in a queue, and are put aside after five failures; somebody is told', () => {
      expect(resource('InvitationsQueue')).toMatchObject({
        QueueName: 'patchbay-dev-invitations',
        SqsManagedSseEnabled: true,
        VisibilityTimeout: 90,
        RedrivePolicy: { deadLetterTargetArn: arnOf('LostInvitationsQueue'), maxReceiveCount: 5 },
      });
      expect(resource('LostInvitationsQueue')).toMatchObject({ SqsManagedSseEnabled: true });
      expect(resource('LostInvitationsQueueFilled')).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
      });
      expect(resource('InvitationsLate')).toMatchObject({ AlarmActions: [{ Ref: 'AlarmsTopic' }] });
    });

    test.each([
      ['InvitationsPolicy', 'InvitationsQueue'],
      ['LostInvitationsPolicy', 'LostInvitationsQueue'],
    ])('are told of over TLS only: %s', (policy, queue) => {
      expect(resource(policy)).toMatchObject({
        Queues: [{ Ref: queue }],
        PolicyDocument: {
          Statement: [
            { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': false } } },
          ],
        },
      });
    });

    test('have passcodes whose key nobody has chosen', () => {
      expect(resource('PasscodeKey')).toMatchObject({
        Name: 'patchbay-dev-passcode-key',
        GenerateSecretString: { PasswordLength: 64 },
      });
    });
  });
}
