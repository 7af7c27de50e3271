import type { Account } from '../aws/account.ts';
import type { EventParts } from '../aws/event.ts';
import type { Fauxqs } from '../aws/fauxqs.ts';
import { objectCreated, type CreatedObject } from './object-created.ts';
import { objectPath } from './object-path.ts';

/** A request with this header is not reported. */
export const SILENT = { 'x-patchbay-silent': 'true' };

/** Reports every object that a request created, whoever sent it, once the request has been answered. */
export function reportCreated(app: Fauxqs, account: Account, report: (event: EventParts) => void): void {
  let sequence = 0;
  app.addHook('onResponse', async (request, reply) => {
    const { bucket: bucketName, '*': key } = request.params as { bucket?: string; '*'?: string };
    const reason = reasonOf(request.method, request.query as object, request.headers);
    if (!bucketName || !key || !reason || reply.statusCode !== 200 || isSilent(request.headers)) return;
    const { headers } = await app.inject({ method: 'HEAD', url: objectPath(bucketName, key) });
    report(
      objectCreated({
        bucketName,
        key,
        size: Number(headers['content-length']),
        etag: String(headers.etag).replaceAll('"', ''),
        reason,
        requestId: String(reply.getHeader('x-amz-request-id')),
        sequence: ++sequence,
        requester: account.accountId,
      }),
    );
  });
}

function reasonOf(method: string, query: object, headers: object): CreatedObject['reason'] | undefined {
  if (method === 'POST') return 'uploadId' in query ? 'CompleteMultipartUpload' : undefined;
  if (method !== 'PUT' || 'uploadId' in query || 'renameObject' in query) return undefined;
  return 'x-amz-copy-source' in headers ? 'CopyObject' : 'PutObject';
}

function isSilent(headers: object): boolean {
  return Object.keys(SILENT).every((name) => name in headers);
}
