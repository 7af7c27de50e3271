/** Writes the JSON Schema of trace files: `npm run schemas -w tools/emulator`. */
import { writeFileSync } from 'node:fs';
import { traceJsonSchema } from './trace-json-schema.ts';

writeFileSync(new URL('../schemas/trace.json', import.meta.url), await traceJsonSchema());
