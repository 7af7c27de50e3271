import { expect, test } from '@jest/globals';
import Next, { type Serverless } from './index.ts';

class AwsInfo {
  gatheredData = {
    outputs: [
      { OutputKey: 'PhoneNumbers', OutputValue: '+12065550100 ivr' },
      { OutputKey: 'HttpApiId', OutputValue: 'a1b2c3' },
    ],
  };
}

function told(Outputs: Record<string, { Description?: string }>): unknown[] {
  const sections: unknown[] = [];
  const serverless: Serverless = {
    service: { resources: { Outputs } },
    pluginManager: { plugins: [new (class Other {})(), new AwsInfo()] },
    addServiceOutputSection: (...section) => void sections.push(section),
  };
  new Next(serverless).hooks['after:aws:info:gatherData']?.();
  return sections;
}

test('outputs with a description are told', () => {
  expect(told({ PhoneNumbers: { Description: 'Numbers to dial' }, HttpApiId: {} })).toEqual([
    ['what you need next', ['Numbers to dial: +12065550100 ivr']],
  ]);
});

test('where none has one, nothing is told', () => {
  expect(told({ HttpApiId: {} })).toEqual([]);
});
