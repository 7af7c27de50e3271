import type { BotIntent, BotReply, Bots } from '../engine/ports.ts';

/** What a bot does when it hears something; the first rule that matches is taken. */
export interface BotRule {
  /** Text: a part of what the caller says, in either case. Without it, anything, silence included. */
  hears?: string | RegExp;
  /** Only for the caller's n-th turn, from 1. */
  turn?: number;
  says?: string;
  /** Ends the conversation. */
  intent?: BotIntent;
}

/** What Amazon Lex ends with when nothing matched. */
const FALLBACK: BotReply = { intent: { name: 'FallbackIntent', state: 'ReadyForFulfillment' } };

/** Bots that follow a script, by bot alias ARN. */
export function scriptedBots(bots: Readonly<Record<string, readonly BotRule[]>>): Bots {
  const rules = new Map(Object.entries(bots));
  return {
    respond({ botAliasArn, said, turn }) {
      const script = rules.get(botAliasArn);
      if (!script) return undefined;
      const rule = script.find((candidate) => hears(candidate, said) && (candidate.turn ?? turn) === turn);
      return rule ? replyOf(rule) : FALLBACK;
    },
  };
}

function hears({ hears: pattern }: BotRule, said: string): boolean {
  if (pattern === undefined) return true;
  return typeof pattern === 'string' ? said.toLowerCase().includes(pattern.toLowerCase()) : pattern.test(said);
}

function replyOf({ says, intent }: BotRule): BotReply {
  if (intent) return { intent, ...(says !== undefined && { says }) };
  return { says: says ?? '' };
}
