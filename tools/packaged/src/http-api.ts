import { describe, expect, test } from '@jest/globals';
import type { Packaged } from './package-service.ts';
import { inTemplate } from './template.ts';
import type { FunctionWanted } from './test-package.ts';

const httpApi = { 'Fn::ImportValue': 'patchbay-dev-http-api-id' };

/** Tests what the package of a service must be whose functions are behind infra's HTTP API. */
export function testHttpApi(packaged: Packaged, functions: Record<string, FunctionWanted>): void {
  const { resource, ofType, events, answerTo } = packaged;

  describe('the HTTP API', () => {
    test('is that of infra: none is made here, and all routes are in it', () => {
      expect(ofType('AWS::ApiGatewayV2::Api')).toEqual([]);
      expect(ofType('AWS::ApiGatewayV2::Stage')).toEqual([]);
      const parts = [...ofType('AWS::ApiGatewayV2::Route'), ...ofType('AWS::ApiGatewayV2::Integration')];
      expect(parts.map(([, { Properties }]) => Properties['ApiId'])).toEqual(parts.map(() => httpApi));
      const routes = ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties['RouteKey']);
      expect(routes.sort()).toEqual(
        Object.values(functions)
          .flatMap(({ route }) => route ?? [])
          .sort(),
      );
    });

    test('tells functions of requests in format 2.0, and lets them see for themselves who asks', () => {
      for (const [, { Properties }] of ofType('AWS::ApiGatewayV2::Integration')) {
        expect(Properties).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
      }
      for (const [, { Properties }] of ofType('AWS::ApiGatewayV2::Route')) {
        expect(Properties).not.toHaveProperty('AuthorizerId');
      }
    });

    test('may invoke the functions behind its routes, and no other API may', () => {
      for (const [name, { route }] of Object.entries(functions)) {
        const permission = resource(`${inTemplate(name)}LambdaPermissionHttpApi`);
        if (route === undefined) expect(permission).toEqual({});
        else {
          expect(permission).toMatchObject({
            Principal: 'apigateway.amazonaws.com',
            SourceArn: { 'Fn::Join': ['', expect.arrayContaining([':execute-api:', httpApi])] },
          });
        }
      }
    });
  });

  // In the file that packages, because both build into the same folder.
  describe('invoke local, with no AWS account,', () => {
    // Other samples are for the services to look at.
    const notSignedIn = events.filter(([, event]) => event === 'not-signed-in.json');
    test.each(notSignedIn)('%s answers %s', async (name, event) => {
      const response = (await answerTo(name, event)) as { body: string };
      expect(response).toMatchObject({
        statusCode: 401,
        headers: { 'content-type': 'application/problem+json', 'www-authenticate': 'Bearer' },
      });
      expect(JSON.parse(response.body)).toMatchObject({ status: 401, code: 'token-missing' });
    });
  });
}
