import { scriptedBots } from '../bots/scripted.ts';
import type { Clock } from '../clock/clock.ts';
import { createDirectory, type DirectoryService } from '../directory/directory.ts';
import type { EmulatorOptions } from '../emulator.ts';
import type { Ids } from '../engine/ports.ts';
import { folderStorage } from '../storage/folders.ts';
import { MemoryStorage } from '../storage/memory.ts';
import type { Config } from './config.ts';
import { provisionOf } from './provision.ts';

/** Everything of a configuration that is not its numbers and functions: far ends, buckets, bots, quotas, switches. */
export function surroundings(
  config: Config,
): Pick<EmulatorOptions, 'farEnds' | 'storage' | 'bots' | 'quotas' | 'switches'> {
  const { farEnds, buckets, bots, quotas, switches } = config;
  return { farEnds, storage: folderStorage(buckets, new MemoryStorage()), bots: scriptedBots(bots), quotas, switches };
}

/** The account as the configuration describes it. */
export function configDirectory(config: Config, { clock, ids }: { clock: Clock; ids: Ids }): DirectoryService {
  const { accountId, region } = config;
  const directory = createDirectory({ clock, ids, accountId, region });
  directory.provision(provisionOf(config));
  return directory;
}
