import type { IntentResult } from '@patchbay/sma';
import { isConnected } from '../leg.ts';
import type { BotReply, Sound } from '../ports.ts';
import { type ActionDefinition, always } from './definition.ts';
import type { Run } from './run.ts';

/** Amazon Lex waits this long for speech to start (x-amz-lex:start-timeout-ms). */
const START_TIMEOUT_MS = 5_000;
/** A conversation that goes nowhere ends after this many turns. */
const MAX_TURNS = 20;

export const startBotConversation: ActionDefinition<'StartBotConversation'> = {
  reports: always,
  interruptible: false,
  answers: true,
  legs: 'leg-a',
  onHangup: 'failure',
  start(run) {
    const { transaction, parameters } = run;
    if (isConnected(transaction.legB)) {
      run.failLeg();
      return;
    }
    transaction.diagnose(
      'bot-quota',
      'StartBotConversation: a new AWS account may use no bot until its quota is raised.',
    );
    const welcome = (parameters.Configuration?.WelcomeMessages ?? []).map(({ Content, ContentType }) =>
      said(Content, ContentType === 'SSML' ? 'ssml' : 'text'),
    );
    sayAll(run, welcome, () => listen(run, 1));
  },
};

function listen(run: Run<'StartBotConversation'>, turn: number): void {
  const { parameters, ports, leg } = run;
  let keyed = '';
  const answer = (words: string): void => {
    run.onDigit = undefined;
    const reply = run.transaction.context.bots.respond({
      botAliasArn: parameters.BotAliasArn,
      localeId: parameters.LocaleId ?? 'en_US',
      sessionAttributes: parameters.Configuration?.SessionState?.SessionAttributes ?? {},
      said: words,
      turn,
    });
    answered(run, reply, turn);
  };
  const listening = ports.media.listen(leg.callId, START_TIMEOUT_MS, (words) => {
    if (!run.over) answer(words || keyed);
  });
  run.until(() => listening.stop());
  // In a bot, # ends what is keyed in and * cancels it.
  run.onDigit = (digit) => {
    if (digit === '#') {
      listening.stop();
      answer(keyed);
    } else {
      keyed = digit === '*' ? '' : keyed + digit;
    }
    return true;
  };
}

function answered(run: Run<'StartBotConversation'>, reply: BotReply | undefined, turn: number): void {
  if (!reply) {
    run.fail('ResourceNotFound', 'The bot alias was not found.');
    return;
  }
  if (!('intent' in reply)) {
    if (turn >= MAX_TURNS) run.fail('SystemException', 'System error while running action.');
    else sayAll(run, [said(reply.says, 'text')], () => listen(run, turn + 1));
    return;
  }
  const last = reply.says === undefined ? [] : [said(reply.says, 'text')];
  sayAll(run, last, () => run.succeed({ IntentResult: intentResult(run, reply), CallId: run.leg.callId }));
}

function intentResult(run: Run<'StartBotConversation'>, reply: Extract<BotReply, { intent: unknown }>): IntentResult {
  const slots = Object.entries(reply.intent.slots ?? {}).map(([name, value]) => [
    name,
    { Value: { OriginalValue: value, InterpretedValue: value, ResolvedValues: [value] }, Values: [] },
  ]);
  const intent = {
    Name: reply.intent.name,
    Slots: Object.fromEntries(slots) as IntentResult['SessionState']['Intent']['Slots'],
    State: reply.intent.state,
    ConfirmationState: reply.intent.confirmationState ?? 'None',
  };
  const isFallback = intent.Name === 'FallbackIntent';
  const sent = run.parameters.Configuration?.SessionState?.SessionAttributes;
  return {
    // All conversations of a call share the session.
    SessionId: run.leg.callId,
    SessionState: { SessionAttributes: { ...sent, ...reply.sessionAttributes }, Intent: intent },
    Interpretations: [
      isFallback ? { Intent: intent } : { NluConfidence: { Score: 1 }, Intent: intent },
      ...(isFallback ? [] : [{ Intent: { Name: 'FallbackIntent', Slots: {} } }]),
    ],
  };
}

function sayAll(run: Run<'StartBotConversation'>, sounds: readonly Sound[], then: () => void): void {
  const [first, ...rest] = sounds;
  if (!first) then();
  else run.play(first, () => sayAll(run, rest, then));
}

function said(text: string, textType: 'text' | 'ssml'): Sound {
  return { type: 'speech', text, textType, voiceId: 'Joanna', engine: 'neural' };
}
