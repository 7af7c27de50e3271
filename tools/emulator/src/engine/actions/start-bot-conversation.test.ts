import { describe, expect, test } from '@jest/globals';
import { action, play } from '../../../test/support/actions.ts';
import { type CallSoFar, describeAction, perform } from '../../../test/support/describe-action.ts';
import type { BotReply, Bots, BotTurn } from '../ports.ts';

const ARN = 'arn:aws:lex:us-east-1:111122223333:bot-alias/BOT1/ALIAS1';
const invalid = (field: string) => ['InvalidActionParameter', `${field} parameter value is invalid.`] as const;
const ordered: BotReply = { intent: { name: 'OrderPizza', state: 'ReadyForFulfillment', slots: { Size: 'large' } } };

/** Answers the n-th turn by the n-th reply. */
function botOf(...replies: BotReply[]): Bots & { turns: BotTurn[] } {
  const turns: BotTurn[] = [];
  return { turns, respond: (turn) => (turns.push(turn), replies[turns.length - 1] ?? ordered) };
}

const talk = (more: object = {}) => action('StartBotConversation', { BotAliasArn: ARN, ...more });

const slot = { Value: { OriginalValue: 'large', InterpretedValue: 'large', ResolvedValues: ['large'] }, Values: [] };
const intent = { Name: 'OrderPizza', Slots: { Size: slot }, State: 'ReadyForFulfillment', ConfirmationState: 'None' };

const welcome = {
  SessionState: { SessionAttributes: { shop: 'north' }, DialogAction: { Type: 'ElicitIntent' } },
  WelcomeMessages: [{ Content: 'What would you like?', ContentType: 'PlainText' }],
};

describeAction({
  type: 'StartBotConversation',
  parameters: () => ({ BotAliasArn: ARN, LocaleId: 'en_GB', Configuration: welcome }),
  options: { bots: { respond: () => ordered } },
  meanwhile: ({ caller }) => caller.say('A large pizza.'),
  result: ({ legA }) => ({
    IntentResult: {
      SessionId: legA,
      SessionState: { SessionAttributes: { shop: 'north' }, Intent: intent },
      Interpretations: [
        { NluConfidence: { Score: 1 }, Intent: intent },
        { Intent: { Name: 'FallbackIntent', Slots: {} } },
      ],
    },
    CallId: legA,
  }),
  ownEvent: true,
  interruptible: false,
  answers: true,
  onHangup: 'ACTION_FAILED',
  failures: [
    ['no bot', { BotAliasArn: undefined }, ...invalid('BotAliasArn')],
    ['another ARN', { BotAliasArn: 'arn:aws:s3:::bucket' }, ...invalid('BotAliasArn')],
    ['a locale with a hyphen', { LocaleId: 'en-US' }, ...invalid('LocaleId')],
    [
      'a welcome without ElicitIntent',
      { Configuration: { WelcomeMessages: welcome.WelcomeMessages } },
      ...invalid('Configuration'),
    ],
    [
      'a large configuration',
      { Configuration: { SessionState: { SessionAttributes: { a: 'a'.repeat(10_241) } } } },
      ...invalid('Configuration'),
    ],
  ],
});

async function conversation(bots: Bots, meanwhile: (lab: CallSoFar['lab']) => void | Promise<void>, more: object = {}) {
  return perform('answered', () => [talk(more)], { options: { bots }, meanwhile });
}

describe('a conversation', () => {
  test('goes on as long as the bot asks', async () => {
    const bot = botOf(
      { says: 'Which size?' },
      { ...ordered, says: 'One large pizza.', sessionAttributes: { paid: 'no' } },
    );
    const { lab, events } = await conversation(
      bot,
      async (lab) => {
        await lab.caller.hears('What would you like?');
        lab.caller.say('A pizza.');
        await lab.caller.hears('Which size?');
        lab.caller.say('Large.');
      },
      { Configuration: welcome },
    );
    expect(events).toEqual(['3 ACTION_SUCCESSFUL StartBotConversation']);
    expect(lab.caller.heard.slice(1)).toEqual(['What would you like?', 'Which size?', 'One large pizza.']);
    expect(bot.turns.map(({ said, turn, localeId }) => [said, turn, localeId])).toEqual([
      ['A pizza.', 1, 'en_US'],
      ['Large.', 2, 'en_US'],
    ]);
    expect(lab.data(3)['IntentResult']).toMatchObject({
      SessionState: { SessionAttributes: { shop: 'north', paid: 'no' } },
    });
  });

  test('a caller who says nothing for 5 s has said nothing', async () => {
    const bot = botOf();
    const { lab } = await conversation(bot, () => undefined);
    expect(bot.turns.map(({ said }) => said)).toEqual(['']);
    const [started, ended] = lab.entries('action').slice(2);
    expect(ended!.at - started!.at).toBe(5_000);
  });

  test.each([
    ['12#', '12'],
    ['12*3#', '3'],
    ['12', '12'],
  ])('keys %s are %s', async (keys, said) => {
    const bot = botOf();
    await conversation(bot, ({ caller }) => caller.press(keys));
    expect(bot.turns.map((turn) => turn.said)).toEqual([said]);
  });

  test('a key that ends the turn while the caller still speaks gives one answer', async () => {
    const bot = botOf();
    const { events } = await conversation(bot, ({ caller }) => {
      caller.say('One moment please.');
      caller.press('7#');
    });
    expect(bot.turns.map(({ said }) => said)).toEqual(['7']);
    expect(events).toEqual(['3 ACTION_SUCCESSFUL StartBotConversation']);
  });

  test('that goes nowhere ends', async () => {
    const bots: Bots = { respond: () => ({ says: 'What?' }) };
    const { events } = await conversation(bots, () => undefined);
    expect(events).toEqual(['3 ACTION_FAILED StartBotConversation SystemException']);
  });
});

test('the fallback intent has no score, and nothing stands beside it', async () => {
  const { lab } = await conversation(botOf({ intent: { name: 'FallbackIntent', state: 'Failed' } }), () => undefined);
  expect(lab.data(3)['IntentResult']).toMatchObject({
    Interpretations: [{ Intent: { Name: 'FallbackIntent', State: 'Failed' } }],
  });
  expect(JSON.stringify(lab.data(3))).not.toContain('NluConfidence');
});

test('an unknown bot is not found', async () => {
  const { events } = await perform('answered', () => [talk(), play()]);
  expect(events).toEqual(['3 ACTION_FAILED StartBotConversation ResourceNotFound']);
});

test.each(['bridged', 'in-meeting'] as const)('it is not for a call that is %s', async (given) => {
  const { events } = await perform(given, () => [talk()]);
  expect(events).toEqual(['3 ACTION_FAILED StartBotConversation InvalidActionParameter']);
});

test('a new account has to raise its quota of bots first, and what follows it in a list may surprise', async () => {
  const { lab } = await perform('answered', () => [talk(), play()], { options: { bots: botOf() } });
  expect(lab.diagnostics).toEqual(expect.arrayContaining(['bot-quota', 'actions-after-bot']));
});
