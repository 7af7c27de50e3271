import { rmSync } from 'node:fs';

/** Where this process has the bundles of its service, below the service's folder, which is the working directory. */
export const BUNDLES = `node_modules/.cache/esbuild-${process.pid}`;

export function removeBundles(): void {
  rmSync(BUNDLES, { recursive: true, force: true });
}
