import type { PasswordPolicy } from './pool.ts';

/** What Amazon Cognito counts as a symbol; a space does too, but not at the ends. */
const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|(?<=\S) (?=\S)/;

/** What a password lacks, in Cognito's words; undefined when it has everything. */
export function lackOf(password: string, policy: PasswordPolicy): string | undefined {
  const rules: [wanted: boolean, fulfilled: boolean, lack: string][] = [
    [true, password.length >= policy.MinimumLength, 'Password not long enough'],
    [policy.RequireUppercase, /[A-Z]/.test(password), 'Password must have uppercase characters'],
    [policy.RequireLowercase, /[a-z]/.test(password), 'Password must have lowercase characters'],
    [policy.RequireNumbers, /\d/.test(password), 'Password must have numeric characters'],
    [policy.RequireSymbols, SYMBOL.test(password), 'Password must have symbol characters'],
  ];
  const lack = rules.find(([wanted, fulfilled]) => wanted && !fulfilled)?.[2];
  return lack === undefined ? undefined : `Password did not conform with policy: ${lack}`;
}
