import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { packageService } from '@patchbay/packaged';

interface Widget {
  x: number;
  y: number;
  properties: { title: string; metrics: unknown[] };
}

const ours = {
  StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
  ArnLike: { 'aws:SourceArn': { 'Fn::Sub': 'arn:${AWS::Partition}:cloudwatch:*:${AWS::AccountId}:alarm:*' } },
};

/** Tests of where alarms go, of those that no single function has, and of the dashboard. */
export function testAlarms({ resource, ofType }: ReturnType<typeof packageService>): void {
  describe('alarms', () => {
    test('go to a topic to which only our alarms write, over TLS', () => {
      const { Statement: statements } = resource('AlarmsTopicPolicy')['PolicyDocument'] as { Statement: object[] };
      expect(statements).toEqual([
        expect.objectContaining({
          Effect: 'Deny',
          Principal: '*',
          Action: 'sns:Publish',
          Condition: { Bool: { 'aws:SecureTransport': false } },
        }),
        expect.objectContaining({
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: { Ref: 'AlarmsTopic' },
          Condition: ours,
        }),
      ]);
    });

    test('all tell somebody, and again when it is over', () => {
      const alarms = ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
      expect(alarms.length).toBeGreaterThan(20);
      for (const { AlarmActions: actions, OKActions: whenOver, AlarmDescription: description } of alarms) {
        expect(actions).toHaveLength(1);
        expect(whenOver).toEqual(actions);
        expect(description).toEqual(expect.any(String));
      }
    });

    const region = [{ Name: 'Region', Value: { Ref: 'AWS::Region' } }];
    test.each([
      ['HttpApiFailing', 'AWS/ApiGateway', '5xx', [{ Name: 'ApiId', Value: { Ref: 'HttpApi' } }], 1],
      ['CallsRefused', 'AWS/ChimeVoiceConnector', 'Throttles', region, 1],
      ['CallsFailing', 'AWS/ChimeVoiceConnector', 'Sip5xxCodes', region, 5],
      ['CallsNearQuota', 'AWS/ChimeVoiceConnector', 'SmaActiveCallCount', region, 10],
      ['InvitationsLate', 'AWS/SQS', 'ApproximateAgeOfOldestMessage', expect.any(Array), 600],
      ['LostInvitationsQueueFilled', 'AWS/SQS', 'ApproximateNumberOfMessagesVisible', expect.any(Array), 1],
    ])('%s looks at %s %s', (name, namespace, metric, dimensions, threshold) => {
      expect(resource(name)).toMatchObject({
        Namespace: namespace,
        MetricName: metric,
        Dimensions: dimensions,
        Threshold: threshold,
        TreatMissingData: 'notBreaching',
      });
    });
  });

  describe('the dashboard', () => {
    const widgets = () => {
      const { 'Fn::Sub': body } = resource('Dashboard')['DashboardBody'] as { 'Fn::Sub': string };
      return (JSON.parse(body) as { widgets: Widget[] }).widgets;
    };
    const metricsOf = (title: string) =>
      widgets().find(({ properties }) => properties.title === title)?.properties.metrics;

    test('has a place for every graph', () => {
      const places = widgets().map(({ x, y }) => `${x},${y}`);
      expect(places).toHaveLength(12);
      expect(new Set(places).size).toBe(places.length);
    });

    test('shows the metrics that all services count in their logs', () => {
      const services = readdirSync(join(import.meta.dirname, '../..'));
      expect(metricsOf('Errors in logs')).toEqual(services.map((name) => ['Patchbay', `${name}-dev-errors-logged`]));
      expect(metricsOf('Apologies, busy lines, pairs that were swept')).toEqual(
        ['apologies', 'no-pair', 'swept'].map((end) => ['Patchbay', `patchbay-dev-telephony-${end}`]),
      );
    });

    test('shows every table of infra', () => {
      const shown = metricsOf('Tables that refused requests') as string[][];
      const tables = ofType('AWS::DynamoDB::Table').map(([, { Properties }]) => Properties['TableName']);
      expect([...new Set(shown.map((metric) => metric[3]))].sort()).toEqual([...tables].sort());
    });
  });
}
