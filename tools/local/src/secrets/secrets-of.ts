import * as z from 'zod';
import type { Account } from '../aws/account.ts';
import { resourcesOf } from '../cloudformation/resources.ts';
import type { Template } from '../cloudformation/template.ts';
import { LocalError } from '../errors.ts';
import type { SecretSpec } from './start-secrets.ts';

const Generated = z.strictObject({
  PasswordLength: z.coerce.number().int().min(1).max(4_096).default(32),
  ExcludePunctuation: z.stringbool().or(z.boolean()).default(false),
});

const Properties = z.union([
  z.object({ SecretString: z.string() }),
  z.object({ GenerateSecretString: Generated }, 'must have a SecretString, or a GenerateSecretString of what is known'),
]);

/** The template's secrets. Throws `LocalError` for values that the local run cannot make. */
export function secretsOf(template: Template, account: Account): SecretSpec[] {
  const needs = ['SecretString', 'GenerateSecretString'];
  return resourcesOf(template, 'AWS::SecretsManager::Secret', needs, account).map(({ logicalId, name, properties }) => {
    const parsed = Properties.safeParse(properties);
    if (!parsed.success) {
      const why = z.prettifyError(parsed.error);
      throw new LocalError('UNSUPPORTED', `The secret ${logicalId} of ${template.stackName} has no value here: ${why}`);
    }
    if ('SecretString' in parsed.data) return { name, value: parsed.data.SecretString };
    const { PasswordLength: length, ExcludePunctuation: noPunctuation } = parsed.data.GenerateSecretString;
    return { name, generated: { length, noPunctuation } };
  });
}
