import { InputError } from '../errors.ts';
import type { ReplayedEvent } from '../replay/replay.ts';
import { defaultRules, volatileBy, type VolatileRule } from '../replay/volatile.ts';
import { differenceLines, recordedWords } from '../replay/words.ts';
import { visible } from '../trace/visible.ts';
import { NOT_WELL, OK, STOPPED, type Args, type Command } from './command.ts';
import { namedFunction } from './named-function.ts';
import { replayFile, type ReplayedCall } from './replay-files.ts';

export const replay: Command = {
  name: 'replay',
  summary: 'Gives the events of recorded calls to a function, and shows where its answers differ',
  usage: 'TRACE… [OPTIONS]',
  options: {
    handler: {
      value: 'PATH#EXPORT',
      help: 'The function: a file (.js, .cjs, .mjs, .ts) and its export; "handler" if left out',
    },
    function: { value: 'NAME', help: 'The function: by its name, at --endpoint' },
    endpoint: { value: 'URL', help: "Where Lambda's Invoke API answers, such as http://localhost:3002" },
    ignore: {
      value: 'PATHS',
      help: 'Paths of an answer that may differ, with commas between them:\nActions[*].Parameters.CallId,TransactionAttributes.started',
    },
    exact: { help: 'Overlook nothing by itself, only what --ignore names' },
    update: { help: 'Write the answers of now into the trace files' },
    json: { help: 'Print the result as one JSON object' },
    help: { help: 'Show this' },
  },
  notes: `A trace is what patchbay call --json or patchbay import prints: an object, a list, or an object a line.

Each event is given as it was recorded, whatever the function answered to the one before. Transaction attributes and
legs in it are what the recorded answers led to, so a changed function is judged on each event by itself. What it keeps
elsewhere (a database, an API) is not recorded.

Overlooked by itself: ${defaultRules.map(ruleWords).join('; ')}.

Exit codes: 0 all answers are the same (or were updated), 1 one differs, 2 the command was wrong.`,
  async run({ positionals, values }, io) {
    if (positionals.length === 0) {
      throw new InputError('patchbay replay needs a trace: patchbay replay TRACE --handler PATH#EXPORT');
    }
    const volatileFor = volatileBy(rulesOf(values));
    const { functions, functionArn } = namedFunction(values, 'replay');
    await using stack = new AsyncDisposableStack();
    stack.defer(() => functions.dispose());
    await functions.load();
    const update = 'update' in values;
    const calls: ReplayedCall[] = [];
    for (const file of positionals) {
      for await (const call of replayFile(file, { functions, functionArn, volatileFor, stop: io.stop, update })) {
        calls.push(call);
        if (!('json' in values)) io.out(callText(call));
      }
    }
    const same = !calls.some(({ events }) => events.some(({ verdict }) => verdict === 'differs'));
    if ('json' in values) io.out(`${JSON.stringify({ same, calls: calls.map(callJson) }, undefined, 2)}\n`);
    else io.out(summary(calls, update));
    if (io.stop.aborted) return STOPPED;
    return same || update ? OK : NOT_WELL;
  },
};

function rulesOf(values: Args['values']): VolatileRule[] {
  const named = values['ignore']?.split(',').map((path) => path.trim()) ?? [];
  const ignored = named.map((path): VolatileRule => ({ path, what: 'all', why: '--ignore' }));
  return 'exact' in values ? ignored : [...defaultRules, ...ignored];
}

function ruleWords({ path, what }: VolatileRule): string {
  switch (what) {
    case 'all':
      return `${path}`;
    case 'new-ids':
      return 'UUIDs that are not in the event';
    case 'times':
      return `times in ${path}`;
  }
}

function callText({ file, transactionId, events }: ReplayedCall): string {
  const lines = events.flatMap((event) => [
    `${recordedWords(event.recorded)}: ${verdictWords(event)}`,
    ...differenceLines(event),
  ]);
  return `${visible(file)}: call ${visible(transactionId)}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function verdictWords({ verdict, reason = '' }: ReplayedEvent): string {
  switch (verdict) {
    case 'same':
    case 'differs':
      return verdict;
    case 'not-compared':
      return `not compared, ${reason}`;
    case 'not-invoked':
      return `left out, ${reason}`;
  }
}

function callJson({ file, transactionId, events }: ReplayedCall): unknown {
  return {
    file,
    transactionId,
    events: events.map(({ recorded, verdict, reason, differences, now }) => {
      const { event, attempt = 1 } = recorded;
      const { Sequence: sequence, InvocationEventType: type } = event;
      return { sequence, attempt, type, verdict, reason, differences, now };
    }),
  };
}

function summary(calls: readonly ReplayedCall[], update: boolean): string {
  const events = calls.flatMap((call) => call.events);
  const compared = events.filter(({ verdict }) => verdict === 'same' || verdict === 'differs');
  const differing = events.filter(({ verdict }) => verdict === 'differs').length;
  const rest = events.length - compared.length;
  const words = differing === 0 ? 'all the same' : `${differing} ${differing === 1 ? 'differs' : 'differ'}`;
  return `${compared.length} answers compared, ${words}${rest > 0 ? `, ${rest} not compared` : ''}${update ? '; updated' : ''}\n`;
}
