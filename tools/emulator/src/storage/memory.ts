import type { Storage, StoredObject } from '../engine/ports.ts';

/** Buckets in memory. A bucket that was not given is not checked when it is read, and takes whatever is written. */
export class MemoryStorage implements Storage {
  readonly #buckets = new Map<string, Map<string, StoredObject>>();
  readonly #configured: ReadonlySet<string>;

  constructor(buckets: Readonly<Record<string, Readonly<Record<string, StoredObject>>>> = {}) {
    for (const [name, objects] of Object.entries(buckets)) this.#buckets.set(name, new Map(Object.entries(objects)));
    this.#configured = new Set(Object.keys(buckets));
  }

  find(bucketName: string, key: string): Promise<StoredObject | 'missing' | undefined> {
    const object = this.#buckets.get(bucketName)?.get(key);
    if (object) return Promise.resolve(object);
    return Promise.resolve(this.#configured.has(bucketName) ? 'missing' : undefined);
  }

  put(bucketName: string, key: string, object: StoredObject): Promise<'stored'> {
    const bucket = this.#buckets.get(bucketName) ?? new Map<string, StoredObject>();
    bucket.set(key, object);
    this.#buckets.set(bucketName, bucket);
    return Promise.resolve('stored');
  }
}
