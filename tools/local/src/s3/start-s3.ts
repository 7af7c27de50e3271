import type { Storage } from '@patchbay/emulator';
import type { Account } from '../aws/account.ts';
import type { EventParts } from '../aws/event.ts';
import { createFauxqs, listenFauxqs } from '../aws/fauxqs.ts';
import { LocalError } from '../errors.ts';
import type { Listening } from '../http/listen.ts';
import { addRefusals } from './refuse.ts';
import { reportCreated, SILENT } from './report-created.ts';
import { seedBucket, type Seed } from './seed.ts';
import { createStorage } from './storage.ts';

export interface S3Options {
  account: Account;
  /** Gets "Object Created" for every object, but those that a bucket is seeded with. */
  onObjectCreated?: (event: EventParts) => void;
  port?: number;
}

/** Amazon S3 in memory. */
export interface LocalS3 extends Listening {
  /** The objects as calls see them. */
  storage: Storage;
  /** Does nothing when the bucket exists. */
  createBucket(name: string): Promise<void>;
  /** Creates the bucket and fills it; returns the keys. */
  seed(seed: Seed): Promise<string[]>;
}

export async function startS3({ account, onObjectCreated, port }: S3Options): Promise<LocalS3> {
  const app = createFauxqs(account);
  addRefusals(app);
  if (onObjectCreated) reportCreated(app, account, onObjectCreated);
  const endpoint = await listenFauxqs(app, port);
  const storage = createStorage(app);

  async function createBucket(name: string): Promise<void> {
    const { statusCode, payload } = await app.inject({ method: 'PUT', url: `/${name}` });
    if (statusCode === 200 || statusCode === 409) return;
    throw new LocalError('CONFIGURATION', `Bucket ${name} cannot be created: ${payload}`);
  }

  return {
    endpoint,
    storage,
    createBucket,
    async seed(seed) {
      await createBucket(seed.bucketName);
      return seedBucket(createStorage(app, SILENT), seed);
    },
    stop: () => app.close(),
  };
}
