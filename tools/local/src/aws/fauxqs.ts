import type { AddressInfo } from 'node:net';
import { buildApp } from 'fauxqs';
import { HOST } from '../http/listen.ts';
import type { Account } from './account.ts';

/** fauxqs emulates S3 and SQS in memory; each part here runs one of its own and adds what it lacks. */
export type Fauxqs = ReturnType<typeof buildApp>;

/** Fastify's own limit is for JSON APIs; S3 takes 5 GB in one request. */
const BODY_LIMIT = 1024 ** 3;

export function createFauxqs(account: Account): Fauxqs {
  const app = buildApp({ logger: false, defaultRegion: account.region });
  app.removeContentTypeParser('*');
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  );
  return app;
}

/** Serves it on the loopback interface; returns the endpoint. */
export async function listenFauxqs(app: Fauxqs, port = 0): Promise<string> {
  await app.listen({ host: HOST, port });
  return `http://${HOST}:${(app.server.address() as AddressInfo).port}`;
}
