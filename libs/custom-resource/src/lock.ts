import type { Work } from './work.ts';

/**
 * Lets one request at a time be at a resource. Lambda may invoke twice for one request; and CloudFormation, where something
 * else has failed, asks for a deletion while the creation is still at work, which might make something afterwards.
 */
export interface Lock {
  /** False when somebody has it. It is nobody's again, released or not, after the quarter of an hour that a function has. */
  take(name: string): Promise<boolean>;
  release(name: string): Promise<void>;
}

/** Does this when no other request is at the resource any more. */
export async function locked<T>(lock: Lock, work: Work, act: () => Promise<T>): Promise<T> {
  const name = `custom-resource ${work.mark('lock')}`;
  const take = async () => ((await lock.take(name)) ? true : undefined);
  await work.wait('another request to be done with it', take, { everyMs: 2_000 });
  try {
    return await act();
  } finally {
    // What came of it counts; the lock goes by itself.
    await lock.release(name).catch(() => undefined);
  }
}
