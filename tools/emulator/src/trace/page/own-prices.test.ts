import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parsePrices } from './own-prices.ts';
import { listPrices } from './prices.ts';

test('own prices in the places of list prices', () => {
  const { prices } = parsePrices('inbound-minute: 0.0022\nspeech-neural: 12\n', 'prices.yaml');
  expect(prices).toEqual({
    ...listPrices.prices,
    'inbound-minute': { usd: 0.0022, per: 1, unit: 'minute', source: 'own' },
    'speech-neural': { usd: 12, per: 1_000_000, unit: 'character', source: 'own' },
  });
});

test('a price of nothing is a price; no file of prices is the list', () => {
  expect(parsePrices('application-minute: 0', 'prices.yaml').prices['application-minute'].usd).toBe(0);
  expect(parsePrices('', 'prices.yaml')).toEqual(listPrices);
});

test('the example of page.md names every price', () => {
  const page = readFileSync(new URL('../../../docs/page.md', import.meta.url), 'utf8');
  const [, example = ''] = /^```yaml\n(.*?)^```$/ms.exec(page) ?? [];
  const { prices } = parsePrices(example, 'page.md');
  expect(Object.values(prices).filter(({ source }) => source !== 'own')).toEqual([]);
});

test.each([
  ['inbound-minutes: 1', 'prices.yaml:1:1: "inbound-minutes" is not a price. Did you mean "inbound-minute"?'],
  ['inbound-minute: a lot', 'prices.yaml:1:17: inbound-minute: is not a price. Allowed: USD, such as 0.0022'],
  ['inbound-minute: -1', 'is not a price'],
  ['- 1', 'prices.yaml:1:1'],
])('%s', (text, message) => {
  expect(() => parsePrices(text, 'prices.yaml')).toThrow(message);
});
