import { contactDataJson, type ContactData } from './contact-data.ts';

/** `$.Attributes.name`, `$.External.a.b`, `$.Attributes['a name']`; a full stop after it ends a sentence. */
const REFERENCE = /\$\.(?:[A-Za-z]\w*)(?:\.[\w-]+|\[(?:'[^']*'|"[^"]*")\])*/g;
const PART = /\.([\w-]+)|\[(?:'([^']*)'|"([^"]*)")\]/g;

/** Whether a text is one reference and nothing else. */
export function isReference(text: string): boolean {
  return text.replace(REFERENCE, '') === '' && text.startsWith('$.');
}

/** Fills the references of a text. What there is not is empty, and `missing` is told of it. */
export function resolve(text: string, data: ContactData, missing: (reference: string) => void): string {
  return text.replace(REFERENCE, (reference) => {
    const value = lookUp(reference, data);
    if (value === undefined) missing(reference);
    return value ?? '';
  });
}

function lookUp(reference: string, data: ContactData): string | undefined {
  const path = [...reference.slice(1).matchAll(PART)].map(
    ([, plain, single, double]) => plain ?? single ?? double ?? '',
  );
  const root: unknown = { ...contactDataJson(data), External: data.external, StoredCustomerInput: data.storedInput };
  const found = path.reduce<unknown>((value, key) => {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      ? (value as Readonly<Record<string, unknown>>)[key]
      : undefined;
  }, root);
  if (found === undefined || found === null) return undefined;
  return typeof found === 'string' ? found : JSON.stringify(found);
}
