import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import * as z from 'zod';
import { fitted, type Template } from './template.ts';

/** Stands in front of MiniStack, gives it templates that it can carry, and knows whose connections are meant. */
export interface Front {
  /** Without a slash at the end. */
  url: string;
  stop(): Promise<void>;
}

const apis = z.object({ items: z.array(z.object({ apiId: z.string(), protocolType: z.string() })) });
const list = z.object({ items: z.array(z.object({ stageName: z.string() })) });

/** Where Serverless uploads a template to. */
const TEMPLATE = /\/compiled-cloudformation-template\.json(\?|$)/;
/** Of the body as it was sent. */
const CHECKSUM = /^(content-md5|x-amz-checksum-.*|x-amz-content-sha256|x-amz-sdk-checksum-algorithm)$/;

/** Passes everything on to `target`, a URL without a slash at the end. */
export async function startFront(target: string): Promise<Front> {
  const server = createServer((incoming, outgoing) => {
    const fail = () => outgoing.destroy();
    passOn(incoming, outgoing, target).catch(fail);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Functions name no API, since each has the live socket's as its endpoint. */
async function addressOf(url: string, target: string): Promise<string> {
  if (!url.startsWith('/@connections/')) return `${target}${url}`;
  const { items } = apis.parse(await (await fetch(`${target}/v2/apis`)).json());
  const id = items.find(({ protocolType }) => protocolType === 'WEBSOCKET')?.apiId;
  const stages = list.parse(await (await fetch(`${target}/v2/apis/${id}/stages`)).json()).items;
  return `${target}/_aws/execute-api/${id}/${stages[0]?.stageName}${url}`;
}

async function passOn(incoming: IncomingMessage, outgoing: ServerResponse, target: string): Promise<void> {
  const { method, url = '/' } = incoming;
  const isTemplate = method === 'PUT' && TEMPLATE.test(url);
  const sent = await buffer(incoming);
  const body = isTemplate ? fit(sent) : sent;
  const headers = isTemplate ? withoutChecksums(incoming.headers) : incoming.headers;
  const passed = request(await addressOf(url, target), {
    method,
    headers: { ...headers, 'content-length': body.length },
  });
  passed.end(body);
  const [answer] = (await once(passed, 'response')) as [IncomingMessage];
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  answer.pipe(outgoing);
}

function fit(body: Buffer): Buffer {
  return Buffer.from(JSON.stringify(fitted(JSON.parse(body.toString()) as Template)));
}

function withoutChecksums(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CHECKSUM.test(name)));
}
