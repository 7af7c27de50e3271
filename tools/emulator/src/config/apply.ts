import { scriptedBots } from '../bots/scripted.ts';
import type { EmulatorOptions } from '../emulator.ts';
import { folderStorage } from '../storage/folders.ts';
import { MemoryStorage } from '../storage/memory.ts';
import type { Config } from './config.ts';

/** Everything of a configuration that is not its numbers and functions: far ends, buckets, bots, quotas, switches. */
export function surroundings(
  config: Config,
): Pick<EmulatorOptions, 'farEnds' | 'storage' | 'bots' | 'quotas' | 'switches'> {
  const { farEnds, buckets, bots, quotas, switches } = config;
  return { farEnds, storage: folderStorage(buckets, new MemoryStorage()), bots: scriptedBots(bots), quotas, switches };
}
