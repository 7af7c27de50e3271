import { PATIENCE_S, type Requests, type RequestsOptions } from './requests.ts';

interface Kept {
  content: string;
  attempt: string;
  /** Milliseconds since the epoch. */
  since: number;
  result?: Readonly<Record<string, string>>;
}

/** Requests in memory, under the same conditions; for simulations and tests. Nothing expires. */
export function createMemoryRequests({
  now,
  uuid,
  patienceS = PATIENCE_S,
}: Pick<RequestsOptions, 'now' | 'uuid' | 'patienceS'>): Requests {
  const kept = new Map<string, Kept>();
  return {
    async begin(id, content) {
      const known = kept.get(id);
      if (!known) {
        const attempt = uuid();
        kept.set(id, { content, attempt, since: now() });
        return { state: 'ours', attempt, isFirst: true };
      }
      if (known.content !== content) return { state: 'other' };
      if (known.result) return { state: 'done', result: known.result };
      if (known.since + patienceS * 1_000 > now()) return { state: 'running' };
      known.since = now();
      return { state: 'ours', attempt: known.attempt, isFirst: false };
    },
    async finish(id, result) {
      const known = kept.get(id);
      if (known) known.result = result;
    },
    async forget(id) {
      if (!kept.get(id)?.result) kept.delete(id);
    },
  };
}
