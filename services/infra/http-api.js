/** For serverless.yml: the HTTP API of the stage. Pages of other origins may use it if the stage says which. */

/** @param {{ resolveVariable(address: string): Promise<any> }} serverless */
export async function properties({ resolveVariable }) {
  const { names, corsOrigins } = await resolveVariable('self:custom.stage');
  return propertiesOf(names.httpApi, corsOrigins);
}

/**
 * @param {string} name
 * @param {readonly string[]} [corsOrigins]
 */
export function propertiesOf(name, corsOrigins) {
  const cors = {
    AllowOrigins: corsOrigins,
    AllowMethods: ['GET', 'POST', 'DELETE'],
    AllowHeaders: ['authorization', 'content-type', 'idempotency-key'],
    ExposeHeaders: ['retry-after'],
    MaxAge: 600,
  };
  return {
    Name: name,
    ProtocolType: 'HTTP',
    DisableExecuteApiEndpoint: false,
    ...(corsOrigins && { CorsConfiguration: cors }),
  };
}
