import { describe, expect, test } from '@jest/globals';
import { hangup } from './actions/hangup.ts';
import { speak } from './actions/speak.ts';
import { startBotConversation } from './actions/start-bot-conversation.ts';
import { checkResponse } from './response.ts';

const say = (CallId?: string) => speak({ Text: 'Hello.', CallId });
const respond = (...Actions: unknown[]) => ({ SchemaVersion: '1.0', Actions });

describe('the event that is answered', () => {
  test.each([
    ['NEW_INBOUND_CALL', [], ['must be one action or more, or the call is never answered']],
    ['NEW_INBOUND_CALL', [say()], []],
    ['RINGING', [say()], ['are ignored for RINGING']],
    ['RINGING', [], []],
    ['ACTION_INTERRUPTED', [say()], ['are ignored for ACTION_INTERRUPTED']],
    ['HANGUP', [say()], []],
  ] as const)('%s with %j', (type, actions, rules) => {
    expect(checkResponse(respond(...actions), type).map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('actions that can not be reached', () => {
  const bot = startBotConversation({
    BotAliasArn: 'arn:aws:lex:us-east-1:111122223333:bot-alias/ABCDEFGHIJ/TSTALIASID',
  });

  test.each<[string, unknown[], string[]]>([
    ['behind a hang-up of the only leg', [hangup(), say()], ['Actions[1]']],
    ['behind a hang-up of the same leg', [hangup({ CallId: 'a' }), say('b'), say('a')], ['Actions[2]']],
    ['on the other leg', [hangup({ CallId: 'a' }), say('b')], []],
    ['behind a hang-up of LEG-B', [hangup({ ParticipantTag: 'LEG-B' }), say()], []],
    ['on LEG-B', [hangup(), speak({ Text: 'Bye.', ParticipantTag: 'LEG-B' })], []],
    ['two hang-ups', [hangup(), hangup({ ParticipantTag: 'LEG-B' })], []],
    ['behind a conversation', [bot, say()], ['Actions[1]']],
    ['before one', [say(), bot], []],
  ])('%s', (_, actions, paths) => {
    expect(checkResponse(respond(...actions))).toEqual(
      paths.map((path) => expect.objectContaining({ path, level: 'warning' })),
    );
  });
});
