import type { Invariant } from './invariant.ts';
import { isolation } from './isolation.ts';
import { noException } from './no-exception.ts';
import { noLegLeft } from './no-leg-left.ts';
import { nothingLeftBehind } from './nothing-left-behind.ts';
import { oneEffect } from './one-effect.ts';
import { validResponse } from './valid-response.ts';

/** What holds for every flow. Causes come before what follows from them: an exception leaves legs and claims behind. */
export const invariants: readonly Invariant[] = [
  noException,
  validResponse,
  oneEffect,
  isolation,
  noLegLeft,
  nothingLeftBehind,
];
