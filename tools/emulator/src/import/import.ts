import type { Trace } from '../trace/schema.ts';
import { Assembler } from './assemble.ts';
import { classify, type Findings } from './classify.ts';
import { entriesOf } from './entries.ts';
import type { Place } from './log-entry.ts';
import type { Message } from './message.ts';
import { noticeOfValue } from './notice.ts';
import { Pairing } from './pair.ts';
import { parseTime } from './time.ts';
import { tracesOf, type ServiceMessage } from './traces.ts';
import { UnusedLines, type Unused } from './unused.ts';

export interface ImportOptions {
  /** Only these calls. */
  transactionIds?: readonly string[];
}

export interface Imported {
  traces: Trace[];
  unused: Unused[];
  /** Events that were kept although their answer is not in the logs. */
  unanswered: (Place & { transactionId: string; sequence: number })[];
}

/**
 * Makes traces of the logs of SMA handlers: JSON lines, console text, exports of CloudWatch Logs. Reads the files one
 * after the other, line by line; keeps only events and answers.
 * @throws {InputError} a file can't be read, or there is more in it than can be kept
 */
export async function importLogs(files: readonly string[], options: ImportOptions = {}): Promise<Imported> {
  const unused = new UnusedLines();
  const assembler = new Assembler();
  const pairing = new Pairing(unused);
  const said: (ServiceMessage & Place)[] = [];

  const use = (message: Message): void => {
    const notice = message.notice ?? noticeOfObject(message.objects);
    if (notice) return pairing.note({ ...message, notice });
    const findings = classify(message.objects);
    const reasons = [...(message.unusable ? [message.unusable] : []), ...findings.unusable];
    for (const reason of reasons) unused.add(reason, message);
    const time = message.time ?? parseTime(findings.time);
    pairing.add({ ...message, ...(time !== undefined && { time }) }, findings);
    const words = serviceWords(findings, message);
    if (words !== undefined && findings.transactionId !== undefined) {
      const { transactionId } = findings;
      said.push({ ...placeOf(message), transactionId, text: words, ...(time !== undefined && { time }) });
    } else if (isNothing(findings) && reasons.length === 0) {
      if (message.objects.length > 0) unused.add('other-object', message);
      else if (!message.isBlank) unused.add('no-object', message);
    }
  };

  for (const file of files) {
    for await (const entry of entriesOf(file)) for (const message of assembler.add(entry)) use(message);
    for (const message of assembler.finish()) use(message);
  }
  return result(pairing, said, unused, options);
}

function result(
  pairing: Pairing,
  said: readonly (ServiceMessage & Place)[],
  unused: UnusedLines,
  { transactionIds }: ImportOptions,
): Imported {
  const isWanted = (transactionId: string): boolean => transactionIds?.includes(transactionId) ?? true;
  const invocations = pairing.events();
  for (const { response } of pairing.strays()) if (response) unused.add('no-event', response.place);
  const traces = tracesOf(invocations, said);
  const known = new Set(traces.map(({ transactionId }) => transactionId));
  for (const one of said) if (!known.has(one.transactionId)) unused.add('message-of-unknown-call', one);
  const unanswered = invocations.flatMap(({ event, response, error }) => {
    if (!event || response || error !== undefined) return [];
    const { Sequence, CallDetails } = event.value;
    if (!isWanted(CallDetails.TransactionId)) return [];
    return [{ ...event.place, transactionId: CallDetails.TransactionId, sequence: Sequence }];
  });
  return { traces: traces.filter(({ transactionId }) => isWanted(transactionId)), unused: unused.list(), unanswered };
}

/** The text of a message by the service, in `/aws/ChimeSipMediaApplicationSipMessages/…`; a function's logger adds more. */
function serviceWords({ said, level, requestId, events, responses }: Findings, message: Message): string | undefined {
  const isFunctions = level !== undefined || requestId !== undefined || message.requestId !== undefined;
  return isFunctions || events.length > 0 || responses.length > 0 ? undefined : said;
}

function isNothing({ events, responses, error }: Findings): boolean {
  return events.length + responses.length === 0 && error === undefined;
}

function noticeOfObject([object, ...more]: readonly unknown[]): Message['notice'] {
  return more.length === 0 && typeof object === 'object' && object !== null ? noticeOfValue(object) : undefined;
}

function placeOf({ file, line }: Message): Place {
  return { file, line };
}
