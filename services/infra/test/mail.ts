import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { packageService } from '@patchbay/packaged';

type Section = (serverless: { resolveVariable(address: string): Promise<unknown> }) => Promise<unknown>;

/** Tests of e-mail, and of what a stage may do without. */
export function testMail({ resource }: ReturnType<typeof packageService>): void {
  describe('e-mail', () => {
    test('comes from whom the stage says', () => {
      expect(resource('MailIdentity')).toMatchObject({
        EmailIdentity: 'meetings@example.com',
        ConfigurationSetAttributes: { ConfigurationSetName: { Ref: 'MailConfigurationSet' } },
      });
    });

    test('is sent over TLS only, and not again to whom it could not be', () => {
      expect(resource('MailConfigurationSet')).toEqual({
        Name: 'patchbay-dev-mail',
        DeliveryOptions: { TlsPolicy: 'REQUIRE' },
        ReputationOptions: { ReputationMetricsEnabled: true },
        SendingOptions: { SendingEnabled: true },
        SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      });
    });

    test('is counted, and an alarm tells of what came back', () => {
      const { EventDestination: destination } = resource('MailEvents');
      expect(destination).toMatchObject({
        MatchingEventTypes: expect.arrayContaining(['BOUNCE', 'COMPLAINT']),
        CloudWatchDestination: { DimensionConfigurations: [{ DimensionName: 'ses:configuration-set' }] },
      });
      const dimensions = [{ Name: 'ses:configuration-set', Value: 'patchbay-dev-mail' }];
      const alarm = { Namespace: 'AWS/SES', Dimensions: dimensions, AlarmActions: [{ Ref: 'AlarmsTopic' }] };
      expect(resource('MailBounced')).toMatchObject({ ...alarm, MetricName: 'Bounce' });
      expect(resource('MailComplained')).toMatchObject({ ...alarm, MetricName: 'Complaint', Threshold: 1 });
    });
  });

  const full = { site: { enabled: true }, mail: { identity: 'domain' }, alarms: { email: 'ops@example.com' } };
  test.each([
    ['users', 'file(resources/users.yml)', full],
    ['users', 'file(resources/users-existing.yml)', { ...full, signIn: {} }],
    ['site', 'file(resources/site.yml)', full],
    ['site', undefined, { ...full, site: { enabled: false } }],
    ['mail', 'file(resources/mail.yml)', full],
    ['mail', undefined, { site: full.site }],
    ['mailIdentity', 'file(resources/mail-identity.yml)', full],
    ['mailIdentity', undefined, { ...full, mail: { identity: 'existing' } }],
    ['mailIdentity', undefined, { site: full.site }],
    ['alarmsEmail', 'file(resources/alarms-email.yml)', full],
    ['alarmsEmail', undefined, { ...full, alarms: { perResource: true } }],
  ])('%s is %s where a stage says so', async (name, section, stage) => {
    const sections = (await import(join(import.meta.dirname, '../resources/optional.js'))) as Record<string, Section>;
    const resolveVariable = (address: string) => Promise.resolve(address === 'self:custom.stage' ? stage : address);
    expect(await sections[name]?.({ resolveVariable })).toEqual(section ?? {});
  });
}
