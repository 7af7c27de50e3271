import type { Audit, AuditRecord } from './audit.ts';

/** Who asked for what in memory, under the same conditions; for simulations and tests. Nothing expires. */
export function createMemoryAudit(): Audit {
  const records = new Map<string, AuditRecord>();
  const keyOf = (transactionId: string, actionId: string) => `${transactionId} ${actionId}`;
  return {
    async begin(record) {
      const key = keyOf(record.transactionId, record.actionId);
      if (!records.has(key)) records.set(key, record);
    },
    async finish(transactionId, actionId, outcome, reason) {
      const key = keyOf(transactionId, actionId);
      const record = records.get(key);
      if (!record || record.outcome) return undefined;
      const finished = { ...record, outcome, ...(reason !== undefined && { reason }) };
      records.set(key, finished);
      return finished;
    },
    of: async (transactionId, limit) =>
      [...records.values()].filter((record) => record.transactionId === transactionId).slice(0, limit),
  };
}
