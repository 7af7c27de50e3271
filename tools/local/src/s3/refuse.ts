import type { Fauxqs } from '../aws/fauxqs.ts';

/** What may follow the `?` of an S3 request here; anything else would be taken for a plain request to the object. */
const SERVED = new Set([
  ...['list-type', 'prefix', 'delimiter', 'max-keys', 'continuation-token', 'start-after', 'marker', 'encoding-type'],
  ...['fetch-owner', 'uploads', 'uploadId', 'partNumber', 'delete', 'attributes', 'renameObject', 'lifecycle', 'x-id'],
]);

/** Adds to fauxqs's S3 an error for every sub-resource it does not know, and the conditions of a conditional PUT. */
export function addRefusals(app: Fauxqs): void {
  app.addHook('preHandler', async (request, reply) => {
    const unknown = Object.keys(request.query as object).find(
      (name) => !SERVED.has(name) && !/^(x-amz|response)-/i.test(name),
    );
    if (unknown !== undefined) return refuse(501, 'NotImplemented', `The sub-resource ${unknown} is not emulated.`);
    if (request.method === 'PUT' && !(await conditionsHold(request.raw.url ?? '', request.headers))) {
      return refuse(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
    }
    return undefined;

    function refuse(status: number, code: string, message: string): unknown {
      return reply
        .code(status)
        .type('application/xml')
        .send(
          `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`,
        );
    }
  });

  async function conditionsHold(url: string, headers: Record<string, string | string[] | undefined>): Promise<boolean> {
    const { 'if-match': match, 'if-none-match': noneMatch } = headers;
    if (match === undefined && noneMatch === undefined) return true;
    const found = await app.inject({ method: 'HEAD', url: url.replace(/\?.*/, '') });
    const etag = found.statusCode === 200 ? found.headers.etag : undefined;
    return noneMatch === undefined ? etag !== undefined && etag === match : etag === undefined;
  }
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
