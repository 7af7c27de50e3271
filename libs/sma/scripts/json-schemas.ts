import { format, resolveConfig } from 'prettier';
import * as z from 'zod/mini';
import { actionTable, actionTypes, eventTable, eventTypes, limits } from '../src/index.ts';

type Json = Record<string, unknown>;

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** File name and text of every schema: what goes over the wire, so the shape before anything is read into it. */
export async function jsonSchemas(): Promise<Map<string, string>> {
  const schemas = new Map<string, Json>();
  for (const type of actionTypes) {
    const parameters = schemaOf(actionTable[type].parameters);
    schemas.set(`action.${fileName(type)}.json`, {
      title: `Action ${type}`,
      type: 'object',
      properties: { Type: { const: type }, Parameters: parameters },
      required: 'required' in parameters ? ['Type', 'Parameters'] : ['Type'],
    });
  }
  schemas.set('action.json', { title: 'Any action', ...anyOf('action', actionTypes) });
  for (const type of eventTypes) {
    schemas.set(`event.${fileName(type)}.json`, { title: `Event ${type}`, ...schemaOf(eventTable[type].schema) });
  }
  schemas.set('event.json', { title: 'Any event', ...anyOf('event', eventTypes) });
  schemas.set('response.json', response);
  const options = await resolveConfig(import.meta.filename);
  const texts = [...schemas].map(async ([file, schema]): Promise<[string, string]> => [
    file,
    await format(JSON.stringify({ $schema: DRAFT, ...schema }), { ...options, parser: 'json' }),
  ]);
  return new Map(await Promise.all(texts));
}

const response = {
  title: 'Response of a function',
  type: 'object',
  properties: {
    SchemaVersion: { const: limits.schemaVersion },
    Actions: { type: ['array', 'null'], items: { $ref: 'action.json' }, maxItems: limits.actions },
    TransactionAttributes: { type: ['object', 'null'], maxProperties: limits.attributes.pairs },
  },
  required: ['SchemaVersion'],
};

function schemaOf(schema: z.core.$ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input' });
  return json;
}

function anyOf(kind: string, types: readonly string[]): Json {
  return { oneOf: types.map((type) => ({ $ref: `${kind}.${fileName(type)}.json` })) };
}

function fileName(type: string): string {
  return type
    .replaceAll('_', '-')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase();
}
