import { join } from 'node:path';
import { promptText, type Storage } from '@patchbay/emulator';

const METADATA = 'x-amz-meta-';

/**
 * The buckets of an S3 at `endpoint`, as calls see them. Objects that were uploaded from the folder `assets` come with the
 * words that they say, by which whoever listens knows them.
 */
export function openStorage(endpoint: string, assets: string): Storage {
  const urlOf = (bucketName: string, key: string) =>
    `${endpoint}/${bucketName}/${key.split('/').map(encodeURIComponent).join('/')}`;
  return {
    async find(bucketName, key) {
      const response = await fetch(urlOf(bucketName, key));
      if (!response.ok) return 'missing';
      const body = new Uint8Array(await response.arrayBuffer());
      const words = await promptText(join(assets, key));
      return { body, contentType: response.headers.get('content-type') ?? '', ...words };
    },
    async put(bucketName, key, { body, contentType = 'application/octet-stream', metadata = {} }) {
      const named = Object.entries(metadata).map(([name, value]): [string, string] => [METADATA + name, value]);
      const headers = { 'content-type': contentType, ...Object.fromEntries(named) };
      const { ok } = await fetch(urlOf(bucketName, key), { method: 'PUT', headers, body: Buffer.from(body) });
      return ok ? 'stored' : 'denied';
    },
  };
}
