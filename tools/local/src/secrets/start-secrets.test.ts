import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { credentials, testStamp } from '../../test/support/stamp.ts';
import { readTemplate } from '../cloudformation/template.ts';
import { secretsOf } from './secrets-of.ts';
import { startSecrets, type LocalSecrets } from './start-secrets.ts';

let secrets: LocalSecrets;
let client: SecretsManagerClient;

beforeEach(async () => {
  secrets = await startSecrets(testStamp());
  client = new SecretsManagerClient({ endpoint: secrets.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
});

afterEach(async () => {
  client.destroy();
  await secrets.stop();
});

const get = (SecretId: string, more: object = {}) => client.send(new GetSecretValueCommand({ SecretId, ...more }));
const of = (properties: object) => {
  const Key = { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'key', Description: 'A key', ...properties } };
  return secretsOf(readTemplate('svc-dev', { Resources: { Key } }), testStamp().account);
};

describe('a secret', () => {
  const ARN = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:key-AbCdEf';

  test.each(['key', ARN, ARN.replace('-AbCdEf', '')])('is found as %s', async (id) => {
    secrets.createSecret({ name: 'key', value: 'one' });
    expect(await get(id)).toMatchObject({
      ...{ ARN, Name: 'key', SecretString: 'one', VersionStages: ['AWSCURRENT'] },
      VersionId: '00000000-0000-4000-8000-000000000001',
      CreatedDate: new Date('2026-01-05T09:00:00Z'),
    });
  });

  test('keeps its value when it is created again', async () => {
    secrets.createSecret({ name: 'key', value: 'one' });
    secrets.createSecret({ name: 'key', value: 'two' });
    expect(await get('key', { VersionStage: 'AWSCURRENT' })).toMatchObject({ SecretString: 'one' });
  });

  test.each([
    ['another', {}, "Secrets Manager can't find the specified secret."],
    ['key', { VersionStage: 'AWSPREVIOUS' }, 'for staging label: AWSPREVIOUS'],
    ['key', { VersionId: '00000000-0000-4000-8000-00000000000f' }, 'for 00000000-0000-4000-8000-00000000000f'],
  ])('that there is not: %s %j', async (id, more, message) => {
    secrets.createSecret({ name: 'key', value: 'one' });
    await expect(get(id, more)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringContaining(message),
    });
  });
});

describe('of a template', () => {
  test('a value that is made up is the same for the same ids, and as long as it says', async () => {
    const [secret] = of({ GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true } });
    secrets.createSecret(secret!);
    const { SecretString } = await get('key');
    expect(SecretString).toMatch(/^[A-Za-z0-9]{64}$/);
    secrets.createSecret({ ...secret!, name: 'other' });
    expect((await get('other')).SecretString).not.toBe(SecretString);

    const again = await startSecrets(testStamp());
    again.createSecret(secret!);
    const anotherClient = new SecretsManagerClient({ endpoint: again.endpoint, region: 'us-east-1', credentials });
    const found = await anotherClient.send(new GetSecretValueCommand({ SecretId: 'key' }));
    anotherClient.destroy();
    await again.stop();
    expect(found.SecretString).toBe(SecretString);
  });

  test('one may be given, or has 32 characters of all kinds', () => {
    expect(of({ SecretString: 'given' })).toEqual([{ name: 'key', value: 'given' }]);
    expect(of({ GenerateSecretString: {} })).toEqual([
      { name: 'key', generated: { length: 32, noPunctuation: false } },
    ]);
  });

  test.each([{}, { GenerateSecretString: { SecretStringTemplate: '{}', GenerateStringKey: 'password' } }])(
    'one that cannot be made is told: %j',
    (properties) => {
      expect(() => of(properties)).toThrow(
        expect.objectContaining({ code: 'UNSUPPORTED', message: expect.stringContaining('Key of svc-dev') }),
      );
    },
  );
});
