import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import type { Stamp } from '../aws/event.ts';
import { listen, type Listening } from '../http/listen.ts';
import { BodyTooLarge, readBody } from '../http/read-body.ts';
import type { LocalLambda } from '../lambda/start-lambda.ts';
import { type CorsConfiguration, isPreflight, preflightResponse, withCors } from './cors.ts';
import { eventOf } from './event.ts';
import { type HttpResponse, INTERNAL_SERVER_ERROR, jsonResponse, ownResponse, responseOf } from './result.ts';
import { type Route, Routes } from './routes.ts';

/** A document that is served by its path, made when it is asked for. */
export type Documents = Readonly<Record<string, () => object>>;

export interface HttpApiOptions extends Stamp {
  lambda: Pick<LocalLambda, 'invoke'>;
  /** By path, such as `/openapi.json`. */
  documents?: Documents;
  port?: number;
  /** For a function, in real time, as it works in real time; 30,000 when missing, as in AWS. */
  timeoutMs?: number;
}

/** API Gateway's HTTP API, one for all services. */
export interface LocalHttpApi extends Listening {
  /** Throws `LocalError` when another function has the route. */
  addRoute(route: Route): void;
  routes(): Route[];
  setCors(cors: CorsConfiguration): void;
}

/** API Gateway's quotas for a request. */
const MAX_BODY = 10 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

export async function startHttpApi(options: HttpApiOptions): Promise<LocalHttpApi> {
  const routes = new Routes();
  let cors: CorsConfiguration | undefined;

  async function answer(request: IncomingMessage, requestId: string): Promise<HttpResponse> {
    const { method = 'GET', headers } = request;
    if (cors && isPreflight(method, headers)) return preflightResponse(cors, headers.origin);
    const response = await routed(request, requestId);
    return cors ? withCors(response, cors, headers.origin) : response;
  }

  async function routed(request: IncomingMessage, requestId: string): Promise<HttpResponse> {
    const { method = 'GET', rawHeaders, httpVersion, socket } = request;
    const [rawPath = '/', ...query] = (request.url ?? '/').split('?');
    const path = decoded(rawPath);
    if (path === undefined) return ownResponse(400, 'Bad Request');
    const document = method === 'GET' ? options.documents?.[path] : undefined;
    if (document) return jsonResponse(200, JSON.stringify(document()));
    const match = routes.find(method, path);
    if (!match) return ownResponse(404, 'Not Found');
    const body = await readBody(request, MAX_BODY);
    const event = eventOf({ method, path, rawQueryString: query.join('?'), rawHeaders, httpVersion, body }, match, {
      account: options.account,
      requestId,
      time: options.clock.now(),
      sourceIp: socket.remoteAddress ?? '',
    });
    return invoked(match.functionName, JSON.stringify(event));
  }

  async function invoked(functionName: string, event: string): Promise<HttpResponse> {
    const ended = new AbortController();
    const tooLate = after(options.timeoutMs ?? TIMEOUT_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    try {
      const result = await Promise.race([options.lambda.invoke(functionName, event), tooLate]);
      return result ? responseOf(result) : ownResponse(503, 'Service Unavailable');
    } finally {
      ended.abort();
    }
  }

  const server = await listen((request, response) => {
    const requestId = options.ids.uuid();
    response.setHeader('apigw-requestid', requestId);
    answer(request, requestId).then(
      (result) => send(response, result),
      (error: unknown) => send(response, refusal(error)),
    );
  }, options.port);

  return {
    ...server,
    addRoute: (route) => routes.add(route),
    routes: () => routes.list(),
    setCors: (configuration) => void (cors = configuration),
  };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function refusal(error: unknown): HttpResponse {
  return error instanceof BodyTooLarge ? ownResponse(413, 'Request Entity Too Large') : INTERNAL_SERVER_ERROR;
}

function send(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  try {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value ?? '');
    response.writeHead(status).end(body);
  } catch {
    // A function's header that can't be sent.
    for (const name of Object.keys(headers)) response.removeHeader(name);
    response.writeHead(500, INTERNAL_SERVER_ERROR.headers).end(INTERNAL_SERVER_ERROR.body);
  }
}
