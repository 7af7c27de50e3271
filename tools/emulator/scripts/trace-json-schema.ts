import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import * as z from 'zod';
import { traceSchema } from '../src/trace/schema.ts';

/** The text of `schemas/trace.json`: one call, a list of calls. */
export async function traceJsonSchema(): Promise<string> {
  const { $schema, ...trace } = z.toJSONSchema(traceSchema);
  const schema = {
    $schema,
    title: 'Trace file',
    anyOf: [{ $ref: '#/$defs/trace' }, { type: 'array', items: { $ref: '#/$defs/trace' } }],
    $defs: { trace },
  };
  const options = await resolveConfig(fileURLToPath(import.meta.url));
  return format(JSON.stringify(schema), { ...options, parser: 'json' });
}
