/**
 * Cuts an AWS service model down to what `src/api` needs: every operation's verb and path, and the shapes and errors of
 * those that are emulated. Takes botocore's `service-2.json` (decompressed):
 *
 *     node scripts/prune-model.ts voice path/to/chime-sdk-voice/2022-08-03/service-2.json
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { meetingsOperations } from '../src/api/operations/meetings/table.ts';
import { voiceOperations } from '../src/api/operations/voice/table.ts';

interface SourceModel {
  metadata: { serviceFullName: string; apiVersion: string };
  operations: Record<string, SourceOperation>;
  shapes: Record<string, SourceShape>;
}

interface SourceOperation {
  http: object;
  input?: { shape: string };
  output?: { shape: string };
  errors?: { shape: string }[];
}

interface SourceShape {
  type: string;
  members?: Record<string, { shape: string; location?: string; locationName?: string }>;
  member?: { shape: string };
  key?: { shape: string };
  value?: { shape: string };
  error?: { httpStatusCode: number };
  [rule: string]: unknown;
}

const KEPT_RULES = ['type', 'required', 'pattern', 'min', 'max', 'enum', 'sensitive', 'timestampFormat'];

/** The part of `source` that the operations in `emulated` reach. */
function prune(source: SourceModel, emulated: ReadonlySet<string>): object {
  const shapes: Record<string, object> = {};
  const errors: Record<string, number> = {};
  const keep = (name: string): void => {
    const shape = source.shapes[name];
    if (!shape || name in shapes) return;
    const kept: Record<string, unknown> = {};
    shapes[name] = kept;
    for (const rule of KEPT_RULES) if (shape[rule] !== undefined) kept[rule] = shape[rule];
    if (shape.members) kept['members'] = Object.fromEntries(Object.entries(shape.members).map(pruneMember));
    for (const part of ['member', 'key', 'value'] as const) {
      const inner = shape[part];
      if (inner) kept[part] = inner.shape;
    }
    const inner = [...Object.values(shape.members ?? {}), shape.member, shape.key, shape.value];
    for (const ref of inner) if (ref) keep(ref.shape);
  };
  const operations = Object.entries(source.operations).map(([name, operation]) => {
    if (!emulated.has(name)) return [name, { http: operation.http }] as const;
    const refs = operation.errors ?? [];
    for (const ref of refs) errors[ref.shape] = source.shapes[ref.shape]?.error?.httpStatusCode ?? 400;
    if (operation.input) keep(operation.input.shape);
    if (operation.output) keep(operation.output.shape);
    return [
      name,
      {
        http: operation.http,
        input: operation.input?.shape,
        output: operation.output?.shape,
        errors: refs.map((ref) => ref.shape),
      },
    ] as const;
  });
  const { serviceFullName, apiVersion } = source.metadata;
  return {
    origin: `${serviceFullName} ${apiVersion}: AWS service model as published with botocore, Apache-2.0; pruned`,
    operations: Object.fromEntries(operations),
    errors,
    shapes,
  };
}

function pruneMember([name, { shape, location, locationName }]: [
  string,
  { shape: string; location?: string; locationName?: string },
]): [string, object] {
  return [name, { shape, ...(location && { location }), ...(locationName && { locationName }) }];
}

const tables = { voice: voiceOperations, meetings: meetingsOperations };
const [service, path] = process.argv.slice(2);
if (!path || (service !== 'voice' && service !== 'meetings')) {
  process.stderr.write('usage: prune-model.ts voice|meetings path/to/service-2.json\n');
  process.exitCode = 2;
} else {
  const source = JSON.parse(readFileSync(path, 'utf8')) as SourceModel;
  const pruned = prune(source, new Set(Object.keys(tables[service])));
  const target = new URL(`../src/api/model/${service}.json`, import.meta.url);
  writeFileSync(target, `${JSON.stringify(pruned)}\n`);
}
