/** What every flow that dials has to ask first. */
import { createHash } from 'node:crypto';
import type {
  Counters,
  DialDecision,
  DialQuota,
  QuotaLimits,
  QuotaRefusal,
  TransferRequest,
  TransferRules,
  TransferTarget,
} from '@patchbay/dial-policy';
import type { Dialler } from './flows/dialler.ts';

/** Nobody could tell whether the quota allows the call. */
interface QuotaUnknown {
  allowed: false;
  reason: 'quota-unknown';
  message: string;
}

export type MayDial = DialDecision | QuotaRefusal | QuotaUnknown;

export interface DialGuard {
  /** Whether a number may be dialled, as it was written or keyed in. If so, the call counts, once a key. */
  mayDial(number: string, dialler: Dialler): Promise<MayDial>;
  /** Where a call may be transferred to, if it may. Unless it goes back to Connect, it counts, once a key. */
  mayTransfer(request: TransferRequest, dialler: Dialler): Promise<TransferTarget | undefined>;
}

export interface DialGuardOptions extends Omit<TransferRules, 'policy'> {
  /** The countries that may be dialled, our own first. */
  countries: readonly string[];
  limits: QuotaLimits;
  counters: Counters;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Told when the counters can't be asked. */
  onTrouble(error: unknown): void;
}

/** Neither method rejects when the counters are in trouble: then nothing is dialled, since nobody knows how often. */
export function createDialGuard(options: DialGuardOptions): DialGuard {
  const { countries, destinations, connectNumbers, onTrouble } = options;
  let loaded: ReturnType<typeof load> | undefined;
  /** What is known of numbers is big: it is loaded when the first one is dialled. */
  const rules = () => (loaded ??= load(options));
  return {
    async mayDial(number, dialler) {
      const { checkNumber, policyOf, quota } = await rules();
      const decision = checkNumber(number, policyOf(countries));
      if (!decision.allowed) return decision;
      const place = await take(quota, dialler, onTrouble);
      return place.allowed ? decision : place;
    },
    async mayTransfer(request, dialler) {
      const { checkTransfer, policyOf, quota } = await rules();
      const decision = checkTransfer(request, { policy: policyOf(countries), destinations, connectNumbers });
      if (!decision.allowed) return undefined;
      const free = decision.target.targetType === 'connect';
      return free || (await take(quota, dialler, onTrouble)).allowed ? decision.target : undefined;
    },
  };
}

async function load({ counters, limits, now }: DialGuardOptions) {
  const { checkNumber, checkTransfer, createDialQuota, policyOf } = await import('@patchbay/dial-policy');
  return { checkNumber, checkTransfer, policyOf, quota: createDialQuota({ counters, limits, now }) };
}

async function take(
  quota: DialQuota,
  { user, key }: Dialler,
  onTrouble: (error: unknown) => void,
): Promise<{ allowed: true } | QuotaRefusal | QuotaUnknown> {
  try {
    return await quota.take(callerName(user), key);
  } catch (error) {
    onTrouble(error);
    const message = 'We are sorry, no calls can be placed at the moment. Please try again later.';
    return { allowed: false, reason: 'quota-unknown', message };
  }
}

/** Instead of his number, which is not to be read in a table of counters. */
function callerName(user: string): string {
  return `caller-${createHash('sha256').update(user).digest('base64url')}`;
}
