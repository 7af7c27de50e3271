import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../clock/virtual.ts';
import { createDirectory } from '../directory/directory.ts';
import { seededIds } from '../ids/seeded.ts';
import { parseConfig } from './parse.ts';
import { provisionOf } from './provision.ts';

const full = `
accountId: 111122223333
region: eu-west-2
functions:
  ivr: { handler: ./ivr.cjs#menu, timeout: 3s, env: { TABLE_NAME: calls } }
  backup: { handler: backup.mjs }
  pbx: { endpoint: http://localhost:3002, functionName: pbx-dev-main }
applications:
  main: { function: ivr, id: c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42 }
numbers:
  +12065550100: main
  "+12065550101": [main, backup]
voiceConnectors:
  office:
    requireEncryption: false
    numbers: [+12065550102]
    routes: [{ host: pbx.example.com, protocol: UDP, weight: 5 }]
    application: pbx
farEnds:
  +12065550123: busy
  +12065550124: { after: 5s, press: 012#, hangUpAfter: 1m }
buckets:
  prompts: ./prompts
  odd: { folder: /srv/odd, contentTypes: { wav: audio/x-wav } }
bots:
  arn:aws:lex:us-east-1:111122223333:bot-alias/BOT/ALIAS:
    - { hears: /pizza|pasta/i, says: Which size? }
    - { turn: 2, intent: Order, slots: { size: large } }
contactCentres:
  support: { flow: ./flow.json, numbers: [+12065550130], functions: { LookUpArn: ivr }, values: { Name: Acme } }
quotas: aws
switches: { ringLegB: true }
faults: [{ does: duplicate }]
`;

describe('a configuration', () => {
  test('is read', () => {
    expect(parseConfig(full, 'c.yaml', '/srv/calls')).toEqual({
      accountId: '111122223333',
      region: 'eu-west-2',
      functions: {
        ivr: {
          type: 'file',
          file: '/srv/calls/ivr.cjs',
          exportName: 'menu',
          timeoutMs: 3000,
          env: { TABLE_NAME: 'calls' },
        },
        backup: { type: 'file', file: '/srv/calls/backup.mjs', exportName: 'handler' },
        pbx: { type: 'endpoint', endpoint: 'http://localhost:3002', functionName: 'pbx-dev-main' },
      },
      applications: { main: { function: 'ivr', id: 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42' } },
      numbers: { '+12065550100': ['main'], '+12065550101': ['main', 'backup'] },
      voiceConnectors: {
        office: {
          requireEncryption: false,
          numbers: ['+12065550102'],
          routes: [{ host: 'pbx.example.com', protocol: 'UDP', weight: 5 }],
          application: 'pbx',
        },
      },
      farEnds: {
        '+12065550123': { does: 'busy' },
        '+12065550124': { does: 'answer', afterMs: 5000, press: '012#', hangUpAfterMs: 60_000 },
      },
      buckets: {
        prompts: { folder: '/srv/calls/prompts' },
        odd: { folder: '/srv/odd', contentTypes: { wav: 'audio/x-wav' } },
      },
      bots: {
        'arn:aws:lex:us-east-1:111122223333:bot-alias/BOT/ALIAS': [
          { hears: /pizza|pasta/i, says: 'Which size?' },
          { turn: 2, intent: { name: 'Order', state: 'Fulfilled', slots: { size: 'large' } } },
        ],
      },
      contactCentres: {
        support: {
          flow: '/srv/calls/flow.json',
          numbers: ['+12065550130'],
          functions: { LookUpArn: 'ivr' },
          values: { Name: 'Acme' },
        },
      },
      quotas: { activeCalls: 10, createCallsPerSecond: 1, updateCallsPerSecond: 5, voiceFocusPerSecond: 5 },
      switches: { ringLegB: true },
      faults: [{ when: {}, does: { type: 'duplicate' } }],
    });
  });

  test('may be JSON', () => {
    const json = {
      functions: { ivr: { handler: 'ivr.js' } },
      numbers: { '+12065550100': 'ivr' },
      quotas: { activeCalls: 2 },
    };
    expect(parseConfig(JSON.stringify(json), 'c.json', '/x')).toMatchObject({
      functions: { ivr: { file: '/x/ivr.js' } },
      numbers: { '+12065550100': ['ivr'] },
      quotas: { activeCalls: 2 },
    });
  });

  test('provisions numbers, applications and Voice Connectors', () => {
    const config = parseConfig(full, 'c.yaml', '/srv/calls');
    const directory = createDirectory({ ...config, clock: new VirtualClock(), ids: seededIds(1), quotas: {} });
    directory.provision(provisionOf(config));
    const targets = directory.route({ number: '+12065550101' }).map(({ application }) => application);
    expect(targets).toEqual([
      {
        sipMediaApplicationId: 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42',
        functionArn: 'arn:aws:lambda:eu-west-2:111122223333:function:ivr',
        region: 'eu-west-2',
      },
      expect.objectContaining({ functionArn: 'arn:aws:lambda:eu-west-2:111122223333:function:backup' }),
    ]);
    expect(directory.route({ number: '+12065550199' })).toEqual([]);
    expect(directory.ownsNumber('+12065550102')).toBe(true);
  });

  const allowed =
    'accountId, region, functions, numbers, applications, voiceConnectors, farEnds, buckets, bots, contactCentres, quotas, switches, faults';
  const fn = 'functions: { ivr: { handler: a.js } }\n';
  test.each([
    ['', 'c.yaml: a configuration is a map. It is empty'],
    ['- 1', 'c.yaml: a configuration is a map. It is a list'],
    ['a: b: c', 'c.yaml:1:4: Nested mappings are not allowed in compact mappings'],
    ['nubers: {}', `c.yaml:1:1: "nubers" is not a setting. Did you mean "numbers"? Allowed: ${allowed}`],
    [
      'numbers: { "5550100": ivr }',
      'c.yaml:1:12: numbers.5550100: "5550100" is not a phone number in E.164, such as +12065550100',
    ],
    [
      `${fn}numbers: { +12065550100: irv }`,
      'c.yaml:2:26: numbers.+12065550100: "irv" is not a function or application. Did you mean "ivr"? Allowed: ivr',
    ],
    ['accountId: 12', 'c.yaml:1:12: accountId: is not an account id: 12 digits'],
    [
      'functions:\n  ivr:\n    hander: a.js',
      'c.yaml:3:5: functions.ivr: "hander" is not a setting of a function. Did you mean "handler"? Allowed: handler, timeout, env, endpoint, functionName',
    ],
    ['functions: { ivr: {} }', 'c.yaml:1:19: functions.ivr: has neither "handler" nor "endpoint" and "functionName"'],
    [
      'functions: { ivr: { handler: a.js, endpoint: http://x } }',
      'c.yaml:1:19: functions.ivr: has both "handler" and "endpoint" or "functionName"',
    ],
    [
      'functions: { ivr: { handler: "#x" } }',
      'c.yaml:1:30: functions.ivr.handler: "#x" is not a handler. Allowed: PATH or PATH#EXPORT, such as ./ivr.mjs#handler',
    ],
    [
      'functions: { ivr: { handler: a.js, timeout: 3 } }',
      'c.yaml:1:45: functions.ivr.timeout: "3" is not a duration. Allowed: a number with ms, s, m or h, such as 2s',
    ],
    [
      `${fn}applications: { a: { function: b } }`,
      'c.yaml:2:32: applications.a.function: "b" is not a function. Allowed: ivr',
    ],
    [
      `${fn}contactCentres: { c: { flow: f.json, numbers: [], functions: { LookUpArn: irv } } }`,
      'c.yaml:2:75: contactCentres.c.functions.LookUpArn: "irv" is not a function. Did you mean "ivr"? Allowed: ivr',
    ],
    [
      'farEnds: { +12065550123: bussy }',
      'c.yaml:1:26: farEnds.+12065550123.does: "bussy" is not a thing that a far end does. Did you mean "busy"? Allowed: answer, ring, no-answer, busy, reject, voicemail',
    ],
    [
      'farEnds: { +12065550123: { after: soon } }',
      /^c\.yaml:1:35: farEnds\.\+12065550123\.after: "soon" is not a duration/,
    ],
    ['switches: { ringLegC: true }', /^c\.yaml:1:13: switches: "ringLegC" is not a switch\. Did you mean "ringLegB"\?/],
    [
      'quotas: { activeCalls: many }',
      'c.yaml:1:24: quotas.activeCalls: "many" is not a whole number from 0 to 1000000',
    ],
    ['bots: { b: [{ hears: hi }] }', 'c.yaml:1:13: bots.b.0: a bot rule has "says", "intent" or both'],
    ['faults: [{ does: explode }]', /^c\.yaml:1:18: faults\.0\.does: "explode" is not a fault\. Allowed: slow, fail/],
    [
      'region: us-east-2',
      /^c\.yaml:1:9: region: "us-east-2" is not a region with PSTN Audio\. Did you mean "us-east-1"\?/,
    ],
  ])('%j is wrong', (source, message) => {
    expect(() => parseConfig(source, 'c.yaml', '/')).toThrow(
      typeof message === 'string' ? new Error(message) : message,
    );
  });
});
