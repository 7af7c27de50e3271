import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { Account } from '../aws/account.ts';
import { resourcesOf } from '../cloudformation/resources.ts';
import type { Template } from '../cloudformation/template.ts';

/** What CloudFormation and CreateTable write alike; the rest (expiry, backups, encryption, tags) dynalite does not have. */
const CREATE_TABLE = [
  'AttributeDefinitions',
  'BillingMode',
  'GlobalSecondaryIndexes',
  'KeySchema',
  'LocalSecondaryIndexes',
  'ProvisionedThroughput',
];

/** CreateTable requests for the template's tables, so that a table is defined in one place only. */
export function tablesOf(template: Template, account: Account): CreateTableCommandInput[] {
  return resourcesOf(template, 'AWS::DynamoDB::Table', CREATE_TABLE, account).map(({ name, properties }) => ({
    ...properties,
    TableName: name,
  }));
}
