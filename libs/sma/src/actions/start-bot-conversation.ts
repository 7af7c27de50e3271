import * as z from 'zod/mini';
import { limits } from '../limits.ts';
import { defineAction } from './define.ts';
import { legSelector, type LegSelector } from './fields.ts';
import { onlyOn } from './legs.ts';

export interface BotConfiguration {
  SessionState?: { SessionAttributes?: Record<string, string>; DialogAction?: { Type: 'Delegate' | 'ElicitIntent' } };
  /** Said first; only with the dialog action ElicitIntent. */
  WelcomeMessages?: { Content: string; ContentType: 'PlainText' | 'SSML' }[];
}

/** Developer guide, "StartBotConversation". */
export interface StartBotConversationParameters extends LegSelector {
  /** Of an Amazon Lex V2 bot in the same region. */
  BotAliasArn: string;
  /** en_US unless given. */
  LocaleId?: string;
  /** At most 10 KB as JSON. */
  Configuration?: BotConfiguration;
}

const configuration = z
  .object({
    SessionState: z.optional(
      z.object({
        SessionAttributes: z.optional(z.record(z.string(), z.string())),
        DialogAction: z.optional(z.object({ Type: z.literal(['Delegate', 'ElicitIntent']) })),
      }),
    ),
    WelcomeMessages: z.optional(
      z.array(z.object({ Content: z.string(), ContentType: z.literal(['PlainText', 'SSML']) })),
    ),
  })
  .check(
    z.refine(
      ({ SessionState, WelcomeMessages = [] }) =>
        WelcomeMessages.length === 0 || SessionState?.DialogAction?.Type === 'ElicitIntent',
      { error: 'must be ElicitIntent when there are WelcomeMessages', path: ['SessionState', 'DialogAction', 'Type'] },
    ),
    z.refine(
      (value) => new TextEncoder().encode(JSON.stringify(value)).length <= limits.botConfigurationBytes,
      `must be at most ${limits.botConfigurationBytes} bytes as JSON`,
    ),
  );

export const startBotConversationParameters = z.object({
  ...legSelector,
  BotAliasArn: z
    .string()
    .check(
      z.regex(
        /^arn:aws[\w-]*:lex:[a-z0-9-]+:\d{12}:bot-alias\/[A-Z0-9]+\/[A-Z0-9]+$/,
        'must be arn:aws:lex:{region}:{account}:bot-alias/{bot id}/{alias id}',
      ),
    ),
  LocaleId: z.optional(z.string().check(z.regex(/^[a-z]{2,3}_[A-Z0-9]{2,3}$/, 'must be a locale such as en_US'))),
  Configuration: z.optional(configuration),
});

export const startBotConversationAction = defineAction<'StartBotConversation', StartBotConversationParameters>(
  'StartBotConversation',
  startBotConversationParameters,
  { advice: (parameters) => onlyOn('LEG-A', parameters) },
);

/** Lets LEG-A talk to an Amazon Lex bot. The result is always reported; answers an inbound call. */
export const startBotConversation = startBotConversationAction.build;
