/** Lambda's Invoke API with the handlers of the modules in the arguments, NAME=FILE; tells its parent the port. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';

type Handler = (event: unknown, context: { awsRequestId: string; functionName: string }) => Promise<unknown>;

const handlers = new Map<string, Handler>();
for (const argument of process.argv.slice(2)) {
  const [name = '', file = ''] = argument.split('=');
  const { handler } = (await import(pathToFileURL(file).href)) as { handler: Handler };
  handlers.set(name, handler);
}

async function run(request: IncomingMessage): Promise<unknown> {
  const body = Buffer.concat((await request.toArray()) as Buffer[]).toString();
  const [, functionName = ''] = /\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '') ?? [];
  const handler = handlers.get(functionName);
  if (!handler) throw new Error(`There is no function ${functionName}`);
  return handler(JSON.parse(body), { awsRequestId: randomUUID(), functionName });
}

const server = createServer((request, response) => {
  run(request).then(
    (result) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result ?? null)),
    (error: unknown) => {
      const { name: errorType, message: errorMessage } = error instanceof Error ? error : new Error(String(error));
      response.writeHead(200, { 'content-type': 'application/json', 'x-amz-function-error': 'Unhandled' });
      response.end(JSON.stringify({ errorType, errorMessage }));
    },
  );
}).listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));
