import type { DataStore } from 'cognito-local/lib/services/dataStore/dataStore.js';

type Branch = Record<string, unknown>;

/** What cognito-local would keep in a file. A key is a name, or the path to one. */
export class MemoryStore implements DataStore {
  readonly #root: Branch;

  constructor(root: Branch) {
    this.#root = root;
  }

  async get<T>(_context: unknown, key: string | string[], otherwise?: T): Promise<T> {
    const { branch, name } = this.#find(key);
    return (Object.hasOwn(branch, name) ? branch[name] : (otherwise ?? null)) as T;
  }

  async getRoot<T>(): Promise<T> {
    return this.#root as T;
  }

  async set(_context: unknown, key: string | string[], value: unknown): Promise<void> {
    const { branch, name } = this.#find(key);
    Object.defineProperty(branch, name, { value, writable: true, enumerable: true, configurable: true });
  }

  async delete(_context: unknown, key: string | string[]): Promise<void> {
    const { branch, name } = this.#find(key);
    delete branch[name];
  }

  #find(key: string | string[]): { branch: Branch; name: string } {
    const path = [key].flat();
    const name = path.at(-1) ?? '';
    const branch = path.slice(0, -1).reduce((at, step) => (at[step] ??= {}) as Branch, this.#root);
    return { branch, name };
  }
}
