import { type Action, actionTable, type Problem } from '@patchbay/sma';
import type { Transaction } from '../transaction.ts';
import { NUMERIC_PARAMETERS } from './echo.ts';

/** Documented as strings, and taken as numbers too. */
const TEXT_PARAMETERS: ReadonlySet<string> = new Set(['SipResponseCode', 'Digits']);

/** Says what is unwise about an action though the service may take it. */
export function adviseOnAction(transaction: Transaction, action: Action, problems: readonly Problem[]): void {
  const { Type } = action;
  if (!action.Parameters) transaction.diagnose('missing-parameters', `${Type} has no Parameters.`);
  const known = actionTable[Type].parameters._zod.def.shape;
  for (const [key, value] of Object.entries((action.Parameters ?? {}) as Record<string, unknown>)) {
    if (!Object.hasOwn(known, key)) {
      const names = Object.keys(known).join(', ');
      transaction.diagnose('unknown-parameter', `${Type}: ${key} is no parameter; there are ${names}.`);
    } else if (NUMERIC_PARAMETERS.has(key) && typeof value === 'string') {
      transaction.diagnose('string-for-number', `${Type}: ${key} is documented as a number, not "${value}".`);
    } else if (TEXT_PARAMETERS.has(key) && typeof value === 'number') {
      transaction.diagnose('number-for-string', `${Type}: ${key} is documented as a string, not ${value}.`);
    } else if (key === 'InputDigitsRegex' && typeof value === 'string' && !/^(?:\(\?[a-z]+\))?\^.*\$$/.test(value)) {
      transaction.diagnose('regex-unanchored', `${Type}: ${key} ${value} is searched for, not matched as a whole.`);
    }
  }
  for (const { level, path, rule } of problems) {
    if (Type === 'Pause' && level === 'warning') transaction.diagnose('pause-range', `Pause: ${path} ${rule}.`);
    if (path.startsWith('Parameters.SipHeaders.')) {
      transaction.diagnose('sip-header-refused', `${Type}: ${path.slice('Parameters.SipHeaders.'.length)} ${rule}.`);
    }
  }
}
