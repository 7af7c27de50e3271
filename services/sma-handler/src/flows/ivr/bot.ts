import { type Answer, startBotConversation } from '@patchbay/sma';
import { toMenu } from './menu.ts';
import { toCaller } from '../caller.ts';
import { say, tell } from './prompts.ts';
import { store } from './state.ts';
import type { Turn } from './turn.ts';

/** A bot that does not understand is asked once more. */
const MAX_TRIES = 2;

export function talkToBot(turn: Turn, tries = 0): Answer {
  const { bot } = turn.deps;
  if (!bot) return withoutBot(turn);
  const welcome = tries === 0 ? 'How can I help you?' : 'Could you say that in other words?';
  const conversation = startBotConversation({
    ...toCaller(turn.call),
    BotAliasArn: bot.aliasArn,
    LocaleId: bot.localeId,
    Configuration: {
      SessionState: { DialogAction: { Type: 'ElicitIntent' } },
      WelcomeMessages: [{ Content: welcome, ContentType: 'PlainText' }],
    },
  });
  return { actions: [conversation], attributes: store({ step: 'bot', tries }) };
}

/** Says what the bot has understood. */
export function botDone(turn: Turn): Answer {
  const intent = turn.call.intent?.SessionState.Intent;
  const understood = intent !== undefined && intent.Name !== 'FallbackIntent' && intent.State !== 'Failed';
  if (understood) return toMenu(turn, [tell(turn, `I understood: ${inWords(intent.Name)}.`)]);
  const tries = turn.state.tries + 1;
  return tries < MAX_TRIES ? talkToBot(turn, tries) : withoutBot(turn);
}

export function withoutBot(turn: Turn): Answer {
  return toMenu(turn, say(turn, 'no-assistant'));
}

/** `OrderPizza` as it is said. */
function inWords(intentName: string): string {
  return intentName
    .replace(/Intent$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}
