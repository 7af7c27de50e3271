/** Prints the figures of docs/scale.md: calls on many pairs, simulated on virtual time. */
import { leaseSeconds, shardCount } from '@patchbay/repositories';
import { simulate, type Load } from '../src/claims/load.ts';

const LOADS: readonly Load[] = [
  { pairs: 200, claimsASecond: 1, share: 0.9, seconds: 1_000 },
  { pairs: 10_000, claimsASecond: 50, share: 0.9, seconds: 100 },
  { pairs: 10_000, claimsASecond: 1_000, share: 0.5, seconds: 10 },
  { pairs: 10_000, claimsASecond: 1_000, share: 0.9, seconds: 10 },
  { pairs: 10_000, claimsASecond: 1_000, share: 0.97, seconds: 10 },
];

const rows = [];
for (const load of LOADS) {
  const { claims, refused, ...figures } = await simulate(load);
  rows.push({
    pairs: load.pairs,
    'claims/s': load.claimsASecond,
    taken: `${load.share * 100} %`,
    claims,
    refused,
    ...Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 10) / 10])),
  });
}
console.table(rows);
console.table(
  [200, 10_000].flatMap((pairs) =>
    [5, 50].map((pings) => ({
      pairs,
      keys: shardCount(pairs),
      'pings/s': pings,
      leaseSeconds: leaseSeconds(pairs, pings),
    })),
  ),
);
