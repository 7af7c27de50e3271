import type { OutgoingHttpHeaders } from 'node:http';
import * as z from 'zod';
import type { Invocation } from '../lambda/invoke.ts';

export interface HttpResponse {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

/** An answer of API Gateway's own. */
export function ownResponse(status: number, message: string): HttpResponse {
  return jsonResponse(status, JSON.stringify({ message }));
}

export const INTERNAL_SERVER_ERROR = ownResponse(500, 'Internal Server Error');

/** With a status code, a function's answer is a response; all of it must be right. */
const FunctionResponse = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** They follow from the body and the connection. */
const OURS = new Set(['connection', 'content-length', 'transfer-encoding']);

/** What API Gateway makes of an invocation: "Lambda function response for format 2.0". */
export function responseOf(result: Invocation): HttpResponse {
  if (result.kind !== 'returned') return INTERNAL_SERVER_ERROR;
  const text = result.payload || 'null';
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return INTERNAL_SERVER_ERROR;
  }
  if (typeof answer === 'string') return jsonResponse(200, answer);
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer)) return jsonResponse(200, text);
  const parsed = FunctionResponse.safeParse(answer);
  if (!parsed.success) return INTERNAL_SERVER_ERROR;
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const own = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return {
    status: statusCode,
    headers: {
      ...(body && { 'content-type': 'text/plain;charset=UTF-8' }),
      ...Object.fromEntries(own.filter(([name]) => !OURS.has(name))),
      ...(cookies && cookies.length > 0 && { 'set-cookie': cookies }),
    },
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}

export function jsonResponse(status: number, text: string): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
}
