import type { Emulator } from '../../emulator.ts';
import { toJson } from '../../trace/to-json.ts';
import type { Expectation } from './expectation.ts';
import type { Seen } from './check.ts';

/** What is known by now of a caller's call and of the calls that the API created. */
export function seenBy(
  emulator: Emulator,
  caller: string,
  transactionId: string | undefined,
  by: Expectation['by'],
): Seen {
  const record = transactionId === undefined ? undefined : emulator.call(transactionId);
  const last = record?.entries.findLast((entry) => entry.type === 'attributes');
  return {
    call: record && toJson(record),
    attributes: last?.type === 'attributes' ? last.attributes : {},
    heard: emulator.phone(by ?? caller).heard,
    placed: emulator.recorder.list().flatMap(({ entries: [first] }) => {
      if (first?.type !== 'call-started' || first.direction !== 'Outbound') return [];
      return [{ from: first.from, to: first.to }];
    }),
  };
}
