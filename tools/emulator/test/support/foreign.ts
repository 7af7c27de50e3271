import { fileURLToPath } from 'node:url';

/** Path of a handler that knows nothing of this repository. */
export function foreign(name: string): string {
  return fileURLToPath(new URL(`../foreign/${name}`, import.meta.url));
}
