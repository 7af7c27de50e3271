import type { Storage, StoredObject } from '@patchbay/emulator';
import type { Fauxqs } from '../aws/fauxqs.ts';
import { objectPath } from './object-path.ts';

const METADATA = 'x-amz-meta-';

/** The buckets as calls see them: prompts are read from, and recordings written to, the very objects that functions see. */
export function createStorage(app: Fauxqs, requestHeaders: Readonly<Record<string, string>> = {}): Storage {
  async function exists(bucketName: string): Promise<boolean> {
    return (await app.inject({ method: 'HEAD', url: `/${bucketName}` })).statusCode === 200;
  }

  return {
    async find(bucketName, key) {
      const { statusCode, headers, rawPayload } = await app.inject({ method: 'GET', url: objectPath(bucketName, key) });
      if (statusCode === 200) return toObject(rawPayload, headers);
      return (await exists(bucketName)) ? 'missing' : undefined;
    },

    async put(bucketName, key, { body, contentType, metadata }) {
      const headers: Record<string, string> = {
        ...requestHeaders,
        'content-type': contentType ?? 'application/octet-stream',
      };
      for (const [name, value] of Object.entries(metadata ?? {})) headers[METADATA + name] = value;
      const { statusCode } = await app.inject({
        method: 'PUT',
        url: objectPath(bucketName, key),
        headers,
        payload: Buffer.from(body),
      });
      return statusCode === 200 ? 'stored' : 'denied';
    },
  };
}

function toObject(body: Buffer, headers: Record<string, unknown>): StoredObject {
  const metadata = Object.entries(headers)
    .filter(([name]) => name.startsWith(METADATA))
    .map(([name, value]) => [name.slice(METADATA.length), String(value)]);
  return {
    body,
    contentType: String(headers['content-type']),
    metadata: Object.fromEntries(metadata) as Record<string, string>,
  };
}
