import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Account } from '../aws/account.ts';
import type { Match } from './routes.ts';

/** What API Gateway would know about a request besides the request itself. */
export interface Circumstances {
  account: Account;
  requestId: string;
  /** Milliseconds since the epoch. */
  time: number;
  sourceIp: string;
}

export interface HttpRequest {
  method: string;
  /** Decoded. */
  path: string;
  /** As it was sent, without the `?`. */
  rawQueryString: string;
  /** Names and values in turn, as Node has them. */
  rawHeaders: readonly string[];
  /** Such as `1.1`. */
  httpVersion: string;
  body: Buffer;
}

/** The id of the one HTTP API. */
export const API_ID = 'local';
/** They belong to a connection, which ends at API Gateway. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** Types whose body is passed as text; forms, and bodies without a type, are among the others. */
const TEXT = /^(text\/[^;]*|application\/(json|xml|javascript))\s*(;|$)/i;

/** The event in payload format 2.0: "Create AWS Lambda proxy integrations for HTTP APIs in API Gateway". */
export function eventOf(request: HttpRequest, match: Match, circumstances: Circumstances): APIGatewayProxyEventV2 {
  const { method, path, rawQueryString, httpVersion, body } = request;
  const { account, requestId, time, sourceIp } = circumstances;
  const { cookie, ...headers } = headersOf(request.rawHeaders);
  const host = headers['host'] ?? 'localhost';
  const isBase64Encoded = body.length > 0 && !isText(headers);
  const parameters = new URLSearchParams(rawQueryString);
  return {
    version: '2.0',
    routeKey: match.routeKey,
    rawPath: path,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers: {
      ...headers,
      'x-forwarded-for':
        headers['x-forwarded-for'] === undefined ? sourceIp : `${headers['x-forwarded-for']}, ${sourceIp}`,
      'x-forwarded-port': host.split(':')[1] ?? '80',
      'x-forwarded-proto': 'http',
    },
    ...(parameters.size > 0 && { queryStringParameters: joined(parameters) }),
    requestContext: {
      accountId: account.accountId,
      apiId: API_ID,
      domainName: host,
      domainPrefix: host.split('.')[0] ?? host,
      http: {
        method,
        path,
        protocol: `HTTP/${httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: match.routeKey,
      stage: '$default',
      time: clfTime(time),
      timeEpoch: time,
    },
    ...(match.pathParameters && { pathParameters: match.pathParameters }),
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

/** By lower-case name; a header that comes more than once is joined. */
function headersOf(rawHeaders: readonly string[]): Record<string, string> {
  const pairs = rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? '']] : [],
  );
  const cookies = pairs.filter(([name]) => name === 'cookie').map(([, value]) => value);
  const others = pairs.filter(([name]) => name !== 'cookie' && !HOP_BY_HOP.has(name));
  return { ...joined(others), ...(cookies.length > 0 && { cookie: cookies.join('; ') }) };
}

function joined(pairs: Iterable<[string, string]>): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(values);
}

function isText(headers: Readonly<Record<string, string>>): boolean {
  return TEXT.test(headers['content-type'] ?? '') && headers['content-encoding'] === undefined;
}

/** `05/Jan/2026:09:00:00 +0000`. */
function clfTime(ms: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(ms).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
