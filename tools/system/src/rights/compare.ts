import { covers, type Right, textOf } from './right.ts';

/** A right that no test here can make use of. */
export interface Exception {
  functionName: string;
  action: string;
  reason: string;
}

export interface Compared {
  /** By the full name of the function. */
  granted: ReadonlyMap<string, readonly Right[]>;
  used: ReadonlyMap<string, readonly Right[]>;
  exceptions: readonly Exception[];
}

/**
 * What functions do and may not, and what they may and do not, as lines for a person; none when both are the same. An
 * exception that is not needed any more is a difference, too.
 */
export function differences({ granted, used, exceptions }: Compared): string[] {
  const names = [...new Set([...granted.keys(), ...used.keys()])].sort();
  const lines = names.flatMap((name) => {
    const [rights, uses] = [granted.get(name) ?? [], used.get(name) ?? []];
    const excused = exceptions.filter(({ functionName }) => functionName === name).map(({ action }) => action);
    const idle = rights.filter((right) => !uses.some((use) => covers(right, use)));
    return [
      ...uses.filter((use) => !rights.some((right) => covers(right, use))).map((use) => `may not: ${textOf(use)}`),
      ...idle.filter(({ action }) => !excused.includes(action)).map((right) => `does not: ${textOf(right)}`),
      ...excused
        .filter((action) => !idle.some((right) => right.action === action))
        .map((each) => `no exception: ${each}`),
    ].map((line) => `${name} ${line}`);
  });
  const strangers = exceptions.filter(({ functionName }) => !granted.has(functionName));
  return [...new Set([...lines, ...strangers.map(({ functionName }) => `${functionName} is no function`)])];
}
