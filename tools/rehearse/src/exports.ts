import type { Names } from '@patchbay/config';
import { RehearsalError } from './errors.ts';

const EXPORT = /<Name>([^<]+)<\/Name>\s*<Value>([^<]*)<\/Value>/g;

/** What infra exports, by its name in `names.exports`. */
export type Exports = Readonly<Record<keyof Names['exports'], string>>;

/** @throws {RehearsalError} something is not exported */
export async function readExports(endpoint: string, { exports }: Pick<Names, 'exports'>): Promise<Exports> {
  const text = await (await fetch(`${endpoint}/?Action=ListExports&Version=2010-05-15`)).text();
  const values = new Map([...text.matchAll(EXPORT)].map(([, name = '', value = '']) => [name, value]));
  const found = Object.entries(exports).map(([key, name]) => {
    const value = values.get(name);
    if (value === undefined) throw new RehearsalError(`infra exports no ${name}.`);
    return [key, value];
  });
  return Object.fromEntries(found) as Exports;
}

/** The numbers that infra tells, each with its flow. */
export async function readNumbers(endpoint: string): Promise<Record<string, string>> {
  const text = await (await fetch(`${endpoint}/?Action=DescribeStacks&Version=2010-05-15`)).text();
  const [, value = ''] = /<OutputKey>PhoneNumbers<\/OutputKey>\s*<OutputValue>([^<]*)/.exec(text) ?? [];
  return Object.fromEntries(
    [...value.matchAll(/(\+\d+) ([a-z-]+)/g)].map(([, number = '', flow]) => [number, flow ?? '']),
  );
}
