import { expect, test } from '@jest/globals';
import { scriptedBots } from './scripted.ts';

const botAliasArn = 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOT/ALIAS';
const order = { name: 'Order', state: 'Fulfilled' } as const;
const bots = scriptedBots({
  [botAliasArn]: [
    { hears: 'pizza', says: 'Which size?' },
    { hears: /^(large|small)$/i, says: 'Thanks', intent: order },
    { turn: 3, says: 'Hello?' },
  ],
});

test.each([
  ['A PIZZA please', 1, { says: 'Which size?' }],
  ['Large', 2, { says: 'Thanks', intent: order }],
  ['', 3, { says: 'Hello?' }],
  ['', 1, { intent: { name: 'FallbackIntent', state: 'ReadyForFulfillment' } }],
])('%j in turn %d', (said, turn, reply) => {
  expect(bots.respond({ botAliasArn, localeId: 'en_US', sessionAttributes: {}, said, turn })).toEqual(reply);
});

test('a bot that is not there', () => {
  const turn = { localeId: 'en_US', sessionAttributes: {}, said: '', turn: 1 };
  expect(bots.respond({ ...turn, botAliasArn: 'arn:other' })).toBeUndefined();
});
