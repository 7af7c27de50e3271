/** For site.yml: the address of the site, which is the stage's own domain, or one that CloudFront gives. */

/** @typedef {{ resolveVariable(address: string): Promise<any> }} Serverless */

/** @param {Serverless} serverless */
export const aliases = async (serverless) => addressOf(await site(serverless)).aliases;
/** @param {Serverless} serverless */
export const certificate = async (serverless) => addressOf(await site(serverless)).certificate;
/** @param {Serverless} serverless */
export const url = async (serverless) => addressOf(await site(serverless)).url;

/** @param {{ domain?: string, certificateArn?: string }} site */
export function addressOf({ domain, certificateArn }) {
  if (domain === undefined) {
    return {
      aliases: [],
      // With its own certificate, CloudFront takes what TLS version clients come with.
      certificate: { CloudFrontDefaultCertificate: true },
      url: { 'Fn::Sub': 'https://${SiteDistribution.DomainName}' },
    };
  }
  return {
    aliases: [domain],
    certificate: {
      AcmCertificateArn: certificateArn,
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    },
    url: `https://${domain}`,
  };
}

/** @param {Serverless} serverless */
const site = ({ resolveVariable }) => resolveVariable('self:custom.stage.site');
