import type { DirectoryState, NumberRecord, OrderRecord } from './state.ts';

/**
 * Lets everything happen that fell due by `now`: orders come through, numbers become free, deleted numbers go.
 * @returns when the next thing falls due, or Infinity
 */
export function settle(state: DirectoryState, now: number, outcome: (e164: string) => 'Acquired' | 'Failed'): number {
  for (const order of Object.values(state.orders)) {
    if (order.dueAt !== undefined && order.dueAt <= now) settleOrder(state, order, order.dueAt, outcome);
  }
  for (const number of Object.values(state.numbers)) settleNumber(state, number, now);
  const due = [
    ...Object.values(state.orders).map(({ dueAt }) => dueAt),
    ...Object.values(state.numbers).flatMap(({ dueAt, callingNameDueAt }) => [dueAt, callingNameDueAt]),
  ];
  return Math.min(...due.map((at) => at ?? Infinity), Infinity);
}

function settleOrder(
  state: DirectoryState,
  order: OrderRecord,
  at: number,
  outcome: (e164: string) => 'Acquired' | 'Failed',
): void {
  const when = new Date(at).toISOString();
  delete order.dueAt;
  for (const ordered of order.OrderedPhoneNumbers) {
    ordered.Status = outcome(ordered.E164PhoneNumber);
    const number = state.numbers[ordered.E164PhoneNumber];
    if (number && ordered.Status === 'Acquired')
      Object.assign(number, { Status: 'Unassigned', UpdatedTimestamp: when });
    else delete state.numbers[ordered.E164PhoneNumber];
  }
  const acquired = order.OrderedPhoneNumbers.filter(({ Status }) => Status === 'Acquired').length;
  const all = order.OrderedPhoneNumbers.length;
  order.Status = acquired === all ? 'Successful' : acquired === 0 ? 'Failed' : 'Partial';
  order.UpdatedTimestamp = when;
}

function settleNumber(state: DirectoryState, number: NumberRecord, now: number): void {
  if (number.callingNameDueAt !== undefined && number.callingNameDueAt <= now) {
    delete number.callingNameDueAt;
    number.CallingNameStatus = 'UpdateSucceeded';
  }
  if (number.dueAt === undefined || number.dueAt > now) return;
  if (number.Status === 'ReleaseInProgress') delete state.numbers[number.PhoneNumberId];
  else number.Status = 'Unassigned';
  delete number.dueAt;
}
