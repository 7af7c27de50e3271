import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  allow,
  type FunctionWanted,
  inTable,
  packageService,
  sipMediaApplication,
  testHttpApi,
  testPackage,
} from '@patchbay/packaged';

const service = join(import.meta.dirname, '..');
const packaged = packageService(service);

const timeout = 10;
const signedIn = { LOG_LEVEL: 'INFO', SETTINGS_TABLE: 'patchbay-dev-settings', ALLOWED_DOMAIN: 'example.com' };
const CALLS_TABLE = 'patchbay-dev-calls';
const CONFERENCES_TABLE = 'patchbay-dev-conferences';

const readSettings = allow(inTable('settings'), 'dynamodb:GetItem');

const acting = {
  timeout,
  environment: { ...signedIn, CALLS_TABLE, AUDIT_TABLE: 'patchbay-dev-audit', AUDIT_DAYS: '365' },
  statements: [
    readSettings,
    allow(inTable('calls'), 'dynamodb:GetItem'),
    allow(inTable('audit'), 'dynamodb:UpdateItem'),
    allow(sipMediaApplication, 'chime:UpdateSipMediaApplicationCall'),
  ],
};

const functions: Record<string, FunctionWanted> = {
  createConference: {
    file: 'src/create-conference-handler',
    timeout,
    route: 'POST /conferences',
    environment: { ...signedIn, CONFERENCES_TABLE, WAITING_ROOM: 'false' },
    statements: [readSettings, allow(inTable('conferences'), 'dynamodb:UpdateItem')],
  },
  listConferences: {
    file: 'src/list-conferences-handler',
    timeout,
    route: 'GET /conferences',
    environment: { ...signedIn, CONFERENCES_TABLE },
    statements: [readSettings, allow(inTable('conferences/index/open'), 'dynamodb:Query')],
  },
  listLiveCalls: {
    file: 'src/list-live-calls-handler',
    timeout,
    route: 'GET /live-calls',
    environment: { ...signedIn, CALLS_TABLE, CONFERENCES_TABLE },
    statements: [
      readSettings,
      allow(inTable('calls/index/conference'), 'dynamodb:Query'),
      allow(inTable('conferences'), 'dynamodb:GetItem'),
    ],
  },
  act: { ...acting, file: 'src/act-handler', route: 'POST /live-calls/{transactionId}/actions' },
  actionPython: { ...acting, file: 'python/actions/handler', route: 'POST /python/live-calls/{transactionId}/actions' },
};

testPackage(packaged, { functions });
testHttpApi(packaged, functions);

test('actionPython is zipped with all of its modules, and nothing else', async () => {
  const modules = readdirSync(join(service, 'python/actions')).filter((file) => file.endsWith('.py'));
  const files = (await packaged.filesOf('actionPython')).map(([file]) => file);
  expect(files.sort()).toEqual(modules.map((file) => `python/actions/${file}`).sort());
});
