import { watch } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import type { Clock } from '../clock/clock.ts';

export interface WatchOptions {
  /** With what is in them, at any depth. */
  folders: readonly string[];
  /** Files that are written by the run itself. */
  except: readonly string[];
  /** Real time. */
  clock: Clock;
  stop: AbortSignal;
}

/** Editors write a file in several steps. */
const DEBOUNCE_MS = 100;
/** What a script, a configuration or a handler is written in. */
const SOURCE = /\.([cm]?[jt]sx?|json|ya?ml)$/;

/** Runs once now, and again after every change of a source file, until it is stopped. One run at a time. */
export async function runOnChange(options: WatchOptions, run: () => Promise<void>): Promise<void> {
  const { clock, stop } = options;
  let changed = Promise.withResolvers<void>();
  const close = watchFolders(options, () => changed.resolve());
  const stopped = new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
  try {
    while (!stop.aborted) {
      await Promise.race([run(), stopped]);
      await Promise.race([changed.promise, stopped]);
      if (stop.aborted) return;
      await new Promise<void>((resolve) => void clock.after(DEBOUNCE_MS, resolve));
      changed = Promise.withResolvers<void>();
    }
  } finally {
    close();
  }
}

function watchFolders({ folders, except }: WatchOptions, onChange: () => void): () => void {
  const own = new Set(except.map((file) => resolve(file)));
  const watchers = [...new Set(folders.map((folder) => resolve(folder)))].map((folder) =>
    watch(folder, { recursive: true, persistent: true }, (_, name) => {
      if (name === null || name.split(sep).includes('node_modules')) return;
      if (SOURCE.test(basename(name)) && !own.has(join(folder, name))) onChange();
    }),
  );
  for (const watcher of watchers) watcher.on('error', onChange);
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}
