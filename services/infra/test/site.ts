import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import type { packageService } from '@patchbay/packaged';

interface Behavior {
  PathPattern?: string;
  TargetOriginId: string;
  FunctionAssociations: { FunctionARN: { 'Fn::GetAtt': [string] } }[];
}
interface Distribution {
  Origins: object[];
  DefaultCacheBehavior: Behavior;
  CacheBehaviors: Behavior[];
}

/** Of AWS, the same in every account. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const ALL_VIEWER_EXCEPT_HOST_HEADER = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

/** Tests of the distribution. */
export function testSite({ resource, template }: ReturnType<typeof packageService>): void {
  const distribution = () => resource('SiteDistribution')['DistributionConfig'] as Distribution;
  /** Where the distribution looks for a path, and for which. */
  const wayOf = (path: string) => {
    const { CacheBehaviors: special, DefaultCacheBehavior: usual } = distribution();
    const [behavior = usual] = special.filter(({ PathPattern: of = '' }) => path.startsWith(of.replace('*', '')));
    const [name] = behavior.FunctionAssociations[0]!.FunctionARN['Fn::GetAtt'];
    const { FunctionCode: code } = resource(name);
    const request = { uri: path, querystring: {}, headers: {} };
    const answer: unknown = runInNewContext(`${String(code)}; handler({ request })`, { request });
    return [behavior.TargetOriginId, (answer as typeof request).uri];
  };

  describe('the site', () => {
    test('is read by CloudFront only, which signs what it asks for', () => {
      expect(resource('SiteAccess')['OriginAccessControlConfig']).toMatchObject({
        OriginAccessControlOriginType: 's3',
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      });
      expect(distribution().Origins[0]).toEqual({
        Id: 'pages',
        DomainName: { 'Fn::GetAtt': ['SiteBucket', 'RegionalDomainName'] },
        OriginAccessControlId: { 'Fn::GetAtt': ['SiteAccess', 'Id'] },
        S3OriginConfig: { OriginAccessIdentity: '' },
      });
    });

    test('has the API behind it, over TLS', () => {
      expect(distribution().Origins[1]).toEqual({
        Id: 'api',
        DomainName: { 'Fn::Sub': '${HttpApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}' },
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
      });
    });

    test.each([
      ['/', 'pages', '/index.html'],
      ['/meeting/123456', 'pages', '/index.html'],
      ['/assets/client-1a2b.js', 'pages', '/assets/client-1a2b.js'],
      ['/v1.2/about', 'pages', '/index.html'],
      ['/apiary', 'pages', '/index.html'],
      ['/api', 'pages', '/index.html'],
      ['/api/calls', 'api', '/calls'],
      ['/api/calls/1.2', 'api', '/calls/1.2'],
      ['/api/python/api/x', 'api', '/python/api/x'],
      ['/api/', 'api', '/'],
    ])('%s is of the %s: %s', (path, origin, uri) => {
      expect(wayOf(path)).toEqual([origin, uri]);
    });

    test('never makes a page of an error of the API', () => {
      expect(distribution()).not.toHaveProperty('CustomErrorResponses');
    });

    test('keeps pages for a while, and nothing of the API, which gets the authorization', () => {
      const { DefaultCacheBehavior: pages, CacheBehaviors: behaviors } = distribution();
      const headers = { ResponseHeadersPolicyId: { Ref: 'SiteHeaders' } };
      expect(pages).toMatchObject({
        ViewerProtocolPolicy: 'redirect-to-https',
        AllowedMethods: ['GET', 'HEAD'],
        CachePolicyId: CACHING_OPTIMIZED,
        ...headers,
      });
      expect(pages).not.toHaveProperty('OriginRequestPolicyId');
      expect(behaviors).toEqual([
        expect.objectContaining({
          PathPattern: '/api/*',
          ViewerProtocolPolicy: 'https-only',
          AllowedMethods: expect.arrayContaining(['GET', 'POST', 'DELETE']),
          CachePolicyId: CACHING_DISABLED,
          OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
          ...headers,
        }),
      ]);
    });

    test('tells browsers what its pages may do', () => {
      const { SecurityHeadersConfig: security } = resource('SiteHeaders')['ResponseHeadersPolicyConfig'] as {
        SecurityHeadersConfig: Record<string, object>;
      };
      expect(security).toMatchObject({
        StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, IncludeSubdomains: true, Override: true },
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: 'DENY' },
        ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
      });
      const policy = JSON.stringify(security['ContentSecurityPolicy']);
      for (const rule of ["default-src 'self'", "script-src 'self'", "object-src 'none'", "frame-ancestors 'none'"]) {
        expect(policy).toContain(JSON.stringify(rule));
      }
      expect(policy).toContain('wss://${WebsocketsApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}');
    });

    test('has the address that CloudFront gives it, or a domain of its own over TLS 1.2', async () => {
      const file = join(import.meta.dirname, '../resources/site-address.js');
      const { addressOf } = (await import(file)) as { addressOf(site: Record<string, string>): object };
      expect(template().Outputs['SiteUrl']).toMatchObject({
        Value: { 'Fn::Sub': 'https://${SiteDistribution.DomainName}' },
      });
      expect(distribution()).toMatchObject({ Aliases: [], ViewerCertificate: { CloudFrontDefaultCertificate: true } });
      expect(addressOf({ domain: 'calls.example.com', certificateArn: 'arn' })).toEqual({
        aliases: ['calls.example.com'],
        certificate: {
          AcmCertificateArn: 'arn',
          MinimumProtocolVersion: 'TLSv1.2_2021',
          SslSupportMethod: 'sni-only',
        },
        url: 'https://calls.example.com',
      });
    });
  });
}
