import { describe, expect, test } from '@jest/globals';
import { parseStage } from './stage.ts';

const base = {
  region: 'us-west-2',
  mediaRegion: 'us-west-2',
  country: 'US',
  bucketPrefix: 'acme',
  logLevel: 'INFO',
  logRetentionDays: 30,
  quotas: { callsPerSecond: 1, updatesPerSecond: 5, activeCalls: 10 },
  numbers: { '+12065550100': 'ivr' },
};
const parse = (telephony: object) => parseStage('test', { ...base, telephony }).telephony;
const order = (support: object) => ({ orders: { support: { flow: 'ivr', ...support } } });
const connector = (voiceConnector: object) => ({ voiceConnector });
const route = (more: object) => connector({ origination: [{ host: 'pbx.example.com', ...more }] });
const termination = (more: object) =>
  connector({ termination: { callingRegions: ['US'], cidrs: ['203.0.113.8/32'], ...more } });

test.each<[string, object]>([
  ['an area code', order({ areaCode: '206' })],
  ['a state', order({ state: 'WA', count: 3 })],
  ['a city', order({ state: 'WA', city: 'Seattle' })],
  ['toll-free', order({ tollFreePrefix: '833' })],
  ['another country', order({ country: 'GB', type: 'Local' })],
  ['numbers that stay', { ...order({ areaCode: '206' }), retainNumbers: true, numberRegion: 'us-west-2' }],
  ['an application of before', { sipMediaApplicationId: 'c5d7c9b2-5a07-4b57-8f5d-2d7a9c1b3e42', messageLogging: true }],
  ['a caller id', { callerId: '+12065550100' }],
  ['a bare Voice Connector', connector({})],
  ['calls of a PBX', termination({ cpsLimit: 256 })],
  ['many addresses', termination({ cidrs: ['198.51.100.0/27', '192.0.2.1/32', '172.32.0.0/28', '100.128.0.0/30'] })],
  ['calls to a PBX', route({})],
  ['calls to an address', route({ host: '203.0.113.9', port: 5_060 })],
  ['calls without encryption', connector({ encryption: false, origination: [{ host: 'a.example', protocol: 'UDP' }] })],
  ['streams', connector({ streaming: { retentionHours: 24, targets: ['EventBridge', 'SNS', 'SQS'] } })],
  ['logs', connector({ logging: { sipMessages: true } })],
  ['numbers of its own', connector({ numbers: ['+12065550101'], orders: { pbx: { areaCode: '206', count: 2 } } })],
  ['a PBX that reaches flows', connector({ reachesFlows: true })],
])('a stage may have %s', (_name, telephony) => {
  expect(parse(telephony)).toMatchObject(telephony);
});

test('what a stage does not say is safe', () => {
  expect(parse(order({ areaCode: '206' })).orders['support']).toMatchObject({ count: 1, country: 'US' });
  expect(parse(route({})).voiceConnector).toMatchObject({
    encryption: true,
    origination: [{ port: 5_061, protocol: 'TCP', priority: 1, weight: 1 }],
    logging: { sipMessages: false, mediaMetrics: false },
    reachesFlows: false,
  });
  expect(parse(termination({})).voiceConnector?.termination?.cpsLimit).toBe(1);
});

const cidr = (text: string): [string, object, RegExp] => [
  `a block ${text}`,
  termination({ cidrs: [text] }),
  /must be a public block of IPv4 addresses from \/27 to \/32 such as 203\.0\.113\.8\/32[^]*at telephony.voiceConnector.termination.cidrs\[0\]/,
];
const host = (text: string): [string, object, RegExp] => [
  `a host ${text}`,
  route({ host: text }),
  /must be a public IPv4 address or a domain[^]*at telephony.voiceConnector.origination\[0\].host/,
];

describe('what is wrong is named', () => {
  test.each<[string, object, RegExp]>([
    [
      'an area code of two digits',
      order({ areaCode: '20' }),
      /must be an area code such as 206[^]*at telephony.orders.support.areaCode/,
    ],
    ['an area code that none begins with', order({ areaCode: '106' }), /must be an area code such as 206/],
    ['a state in words', order({ state: 'Washington' }), /must be two letters such as WA/],
    ['toll-free by 800', order({ tollFreePrefix: '800' }), /833, 844, 855, 866, 877, 888; Amazon has no 800 numbers/],
    ['nothing to look for', order({}), /must have one of areaCode, state and tollFreePrefix/],
    ['too much to look for', order({ areaCode: '206', state: 'WA' }), /must have one of areaCode, state and tollFree/],
    ['a city without its state', order({ city: 'Seattle' }), /must have state beside city/],
    ['a type in the US', order({ areaCode: '206', type: 'Local' }), /must have no type, which is for countries other/],
    ['no type elsewhere', order({ country: 'GB' }), /must have type, which is Local or TollFree/],
    ['an area code elsewhere', order({ country: 'GB', type: 'Local', areaCode: '206' }), /must have none of areaCode/],
    ['a country without numbers', order({ country: 'FR', type: 'Local' }), /at telephony.orders.support.country/],
    ['a flow that can be none', order({ areaCode: '206', flow: 'The IVR' }), /must be the name of a flow/],
    ['no number', order({ areaCode: '206', count: 0 }), /at telephony.orders.support.count/],
    [
      'a name with a hyphen',
      { orders: { 'my-order': { flow: 'ivr', areaCode: '206' } } },
      /every key must be a name such as support/,
    ],
    ['numbers ordered elsewhere', { numberRegion: 'eu-west-2' }, /at telephony.numberRegion/],
    [
      'an application by its ARN',
      { sipMediaApplicationId: 'arn:aws:chime:…' },
      /must be the id of a SIP media application/,
    ],
    ['a caller id of somebody else', { callerId: '+12065550177' }, /must be one of numbers[^]*at telephony.callerId/],
    ...[
      'garbage32',
      '0.0.0.0/30',
      '1.2.3.4/27xyz',
      '1.2.3.4/26',
      '1.2.3.4',
      '10.1.2.3/32',
      '192.168.1.160/32',
      '172.16.0.0/28',
      '100.64.0.0/30',
      '127.0.0.1/32',
      '224.0.0.0/32',
      '2001:db8::/32',
    ].map(cidr),
    ...['192.168.1.160', '10.0.199.7', '169.254.1.1', 'localhost', 'pbx', 'sip:pbx.example.com', '::1', '1.2.3'].map(
      host,
    ),
    [
      'a country in three letters',
      termination({ callingRegions: ['GBR'] }),
      /must be an ISO 3166-1 country code such as US/,
    ],
    [
      'no country to call',
      termination({ callingRegions: [] }),
      /at telephony.voiceConnector.termination.callingRegions/,
    ],
    ['too many calls a second', termination({ cpsLimit: 257 }), /at telephony.voiceConnector.termination.cpsLimit/],
    ['a port that is none', route({ port: 65_536 }), /at telephony.voiceConnector.origination\[0\].port/],
    [
      'UDP with encryption',
      route({ protocol: 'UDP' }),
      /must be TCP, or encryption must be false[^]*origination\[0\].protocol/,
    ],
    [
      'streams for nobody',
      connector({ streaming: { retentionHours: 1, targets: [] } }),
      /at telephony.voiceConnector.streaming.targets/,
    ],
    ['a number of a PBX without its country', connector({ numbers: ['2065550101'] }), /must be an E.164 number/],
    ['a setting that is none', { orderz: {} }, /Unrecognized key: "orderz"/],
  ])('%s', (_name, telephony, message) => {
    expect(() => parse(telephony)).toThrow(message);
  });
});
