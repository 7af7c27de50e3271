import type { Answer } from './answer.ts';
import type { Pending } from './event.ts';
import type { Transaction } from './transaction.ts';

const DOCUMENTED_PAIRS = 10;
const DOCUMENTED_LENGTH = 1_024;

/** Says what is unwise, though valid, about an answer. */
export function adviseOnAnswer(transaction: Transaction, pending: Pending, answer: Answer): void {
  const { actions, attributes } = answer;
  if (actions.length > 0 && ignoresActions(transaction, pending)) {
    transaction.diagnose('actions-ignored', `Actions returned to ${pending.type} are ignored: ${types(answer)}.`);
  }
  if (pending.type === 'NEW_INBOUND_CALL' && actions.length === 0) {
    transaction.diagnose('empty-inbound-answer', 'Actions list is empty.');
  }
  if (attributes) adviseOnAttributes(transaction, attributes);
  const bot = actions.findIndex(({ Type }) => Type === 'StartBotConversation');
  if (bot >= 0 && bot < actions.length - 1) {
    transaction.diagnose(
      'actions-after-bot',
      `What follows StartBotConversation runs only if its result is answered with no actions.`,
    );
  }
  const hangup = actions.findIndex(({ Type }) => Type === 'Hangup');
  if (hangup >= 0 && hangup < actions.length - 1 && transaction.legs.length === 1) {
    transaction.diagnose('actions-after-hangup', `What follows Hangup never runs: ${types(answer)}.`);
  }
}

function ignoresActions(transaction: Transaction, pending: Pending): boolean {
  switch (pending.type) {
    case 'NEW_OUTBOUND_CALL':
    case 'RINGING':
    case 'ACTION_INTERRUPTED':
      return true;
    default:
      return !transaction.alive;
  }
}

function adviseOnAttributes(transaction: Transaction, attributes: Readonly<Record<string, unknown>>): void {
  const pairs = Object.entries(attributes);
  if (pairs.length > DOCUMENTED_PAIRS) {
    transaction.diagnose(
      'attribute-count',
      `${pairs.length} transaction attributes; one AWS page allows ${DOCUMENTED_PAIRS}.`,
    );
  }
  for (const [key, value] of pairs) {
    if (typeof value !== 'string') {
      transaction.diagnose('attributes-not-strings', `Transaction attribute ${key} is documented to be a string.`);
    } else if (value.length > DOCUMENTED_LENGTH || key.length > DOCUMENTED_LENGTH) {
      transaction.diagnose(
        'attribute-length',
        `Transaction attribute ${key} is longer than ${DOCUMENTED_LENGTH} characters.`,
      );
    }
  }
}

function types({ actions }: Answer): string {
  return actions.map(({ Type }) => Type).join(', ');
}
