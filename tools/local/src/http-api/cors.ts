import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import * as z from 'zod';
import type { Resolve } from '../cloudformation/resolve.ts';
import type { Template } from '../cloudformation/template.ts';
import type { HttpResponse } from './result.ts';

const texts = z.array(z.string()).default([]);

/** `CorsConfiguration` of AWS::ApiGatewayV2::Api. */
export const CorsConfiguration = z.strictObject({
  AllowCredentials: z.boolean().default(false),
  AllowHeaders: texts,
  AllowMethods: texts,
  AllowOrigins: texts,
  ExposeHeaders: texts,
  MaxAge: z.number().optional(),
});

export type CorsConfiguration = z.infer<typeof CorsConfiguration>;

/** Of the HTTP API that the template defines; undefined when it defines none, or one without. */
export function corsOf({ resources }: Template, resolve: Resolve): CorsConfiguration | undefined {
  const apis = Object.values(resources).filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Api');
  const configuration = apis
    .map(({ Properties }) => Properties['CorsConfiguration'])
    .find((each) => each !== undefined);
  return configuration === undefined ? undefined : CorsConfiguration.parse(resolve(configuration));
}

/** API Gateway answers it, whatever the routes are. */
export function isPreflight(method: string, headers: IncomingHttpHeaders): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && 'access-control-request-method' in headers;
}

export function preflightResponse(cors: CorsConfiguration, origin: string | undefined): HttpResponse {
  const { AllowHeaders, AllowMethods, MaxAge } = cors;
  const allowed = allowedOrigin(cors, origin);
  return {
    status: 204,
    headers:
      allowed === undefined
        ? {}
        : {
            ...allowing(cors, allowed),
            ...listed('access-control-allow-methods', AllowMethods),
            ...listed('access-control-allow-headers', AllowHeaders),
            ...(MaxAge !== undefined && { 'access-control-max-age': String(MaxAge) }),
          },
    body: Buffer.alloc(0),
  };
}

/** A function's response with the configured headers instead of its own. */
export function withCors(response: HttpResponse, cors: CorsConfiguration, origin: string | undefined): HttpResponse {
  const own = Object.entries(response.headers).filter(([name]) => !name.startsWith('access-control-'));
  const allowed = allowedOrigin(cors, origin);
  const added =
    allowed === undefined
      ? {}
      : {
          ...allowing(cors, allowed),
          ...listed('access-control-expose-headers', cors.ExposeHeaders),
        };
  return { ...response, headers: { ...Object.fromEntries(own), ...added } };
}

function allowedOrigin({ AllowOrigins }: CorsConfiguration, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  if (AllowOrigins.includes('*')) return '*';
  return AllowOrigins.includes(origin) ? origin : undefined;
}

function allowing({ AllowCredentials }: CorsConfiguration, origin: string): OutgoingHttpHeaders {
  return {
    'access-control-allow-origin': origin,
    ...(AllowCredentials && { 'access-control-allow-credentials': 'true' }),
  };
}

function listed(name: string, values: readonly string[]): OutgoingHttpHeaders {
  return values.length === 0 ? {} : { [name]: values.join(',') };
}
