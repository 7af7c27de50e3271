import * as z from 'zod';

const Response = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullable();

/**
 * Message ids that a function reported as failed ("Reporting batch item failures"): none for an empty answer, and every
 * one for an answer that Lambda cannot read or that names a message of another batch.
 */
export function failedMessages(payload: string, messageIds: readonly string[]): ReadonlySet<string> {
  const parsed = Response.safeParse(parse(payload));
  if (!parsed.success) return new Set(messageIds);
  const failed = new Set(parsed.data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  return [...failed].every((id) => messageIds.includes(id)) ? failed : new Set(messageIds);
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload || 'null');
  } catch {
    return undefined;
  }
}
