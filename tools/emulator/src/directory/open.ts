import type { Application, Directory } from '../engine/ports.ts';

export interface OpenDirectoryOptions {
  functionArn: string;
  accountId?: string;
  region?: string;
}

export const DEMO_ACCOUNT = '111122223333';
export const DEMO_REGION = 'us-east-1';

/** Every number in the world leads to one function and may be shown as caller id: nothing needs to be provisioned. */
export function openDirectory(options: OpenDirectoryOptions): Directory {
  const { functionArn, accountId = DEMO_ACCOUNT, region = DEMO_REGION } = options;
  const application: Application = {
    sipMediaApplicationId: '00000000-0000-4000-8000-00000000050a',
    functionArn,
    region,
  };
  const route = [{ sipRuleId: '00000000-0000-4000-8000-000000000001', application }];
  return {
    accountId,
    region,
    route: () => route,
    application: (id) => (id === application.sipMediaApplicationId ? application : undefined),
    ownsNumber: () => true,
    voiceConnector: (arn) => {
      const id = /:vc\/([^/]+)$/.exec(arn)?.[1];
      return id === undefined ? undefined : { voiceConnectorId: id };
    },
  };
}
