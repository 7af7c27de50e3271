import { CONFIRMATION_CODE } from '../cognito/start-cognito.ts';
import { people } from './people.ts';
import { type Row, served } from './served.ts';
import type { SignIn } from './sign-in.ts';
import type { Patchbay } from './start-patchbay.ts';
import { SAMPLE_UPLOAD } from './uploads.ts';

/** What runs where, how to reach it, and whom to call. */
export function table({ stage, local, emulator, signIn }: Patchbay): string {
  const { url } = emulator;
  const control = `${url}/_patchbay`;
  const uploads = `${local.aws.endpoints.S3}/${stage.names.buckets.uploads}`;
  const { AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = local.variables;
  const sections: [title: string, rows: Row[]][] = [
    [
      'What runs where, and the variable by which an AWS SDK client finds it',
      [
        ['PSTN Audio', url, 'AWS_ENDPOINT_URL_CHIME_SDK_VOICE, AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS'],
        ...Object.entries(local.aws.endpoints).map(([name, endpoint]): Row => [
          TITLES[name] ?? name,
          endpoint,
          `AWS_ENDPOINT_URL_${name}`,
        ]),
        [
          '',
          '',
          `with ${Object.entries({ AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }).map(pair).join(' ')}`,
        ],
        ...local.services.flatMap(served),
        [
          'HTTP API',
          local.httpApi.endpoint,
          local.httpApi
            .routes()
            .map(({ routeKey }) => routeKey)
            .join(', '),
        ],
        ...(local.webSocketEndpoint ? [['live socket', local.webSocketEndpoint, 'opened with ?ticket=…']] : []),
        ['mailbox', local.aws.endpoints.SESV2, 'all e-mail that was sent, in a browser'],
        ['control plane', control, 'phones, calls, state; described by /openapi.json'],
      ],
    ],
    ...(signIn ? [signInSection(signIn)] : []),
    ['Numbers to dial', Object.entries(stage.numbers).map(([number, flow]) => [number, `sma-handler, flow ${flow}`])],
    [
      'Numbers to be connected with',
      [...people.map(({ number, about }): Row => [number, about]), ['any other', 'answers after 2 s']],
    ],
    [
      'From another terminal',
      [
        [`npm run patchbay -- phone --url ${url} --from +12065550103`, 'one more telephone'],
        [`npm run call -- ivr --url ${url}`, 'a scripted call, in real time'],
        [
          `curl -T ${SAMPLE_UPLOAD.file} ${uploads}/${SAMPLE_UPLOAD.name}`,
          'hands in a meeting, which mails and calls people',
        ],
        [`curl ${uploads}/results/${SAMPLE_UPLOAD.name}`, 'what came of it'],
        [`curl ${control}/calls`, 'the calls so far'],
        [`curl ${control}/calls/ID`, 'one of them, with what its function printed'],
        [`curl ${control}/calls/ID?format=ladder`, 'its ladder'],
      ],
    ],
  ];
  return sections.map(([title, rows]) => `${title}\n${columns(rows)}\n`).join('\n');
}

/** The command gives the token for `Authorization: Bearer`, in JSON. */
function signInSection({ endpoint, issuer, clientId, someone, operator }: SignIn): [title: string, rows: Row[]] {
  const request = {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: clientId,
    AuthParameters: { USERNAME: someone.email, PASSWORD: someone.password },
  };
  const headers = [
    '-H "x-amz-target: AWSCognitoIdentityProviderService.InitiateAuth"',
    '-H "content-type: application/x-amz-json-1.1"',
  ];
  return [
    'To sign in',
    [
      ['user pool', issuer],
      ['client', clientId],
      ['with', `${someone.email}, or as an operator ${operator.email}; password ${someone.password}`],
      ['or a new account', `confirmed by the code ${CONFIRMATION_CODE}`],
      ['for an ID token', `curl ${endpoint} ${headers.join(' ')} -d '${JSON.stringify(request)}'`],
    ],
  ];
}

const TITLES: Readonly<Record<string, string>> = {
  APIGATEWAYMANAGEMENTAPI: 'connections',
  COGNITO_IDENTITY_PROVIDER: 'Cognito',
  DYNAMODB: 'DynamoDB',
  EVENTBRIDGE: 'EventBridge',
  LAMBDA: 'Lambda',
  SECRETS_MANAGER: 'Secrets Manager',
  SESV2: 'SES',
  TRANSCRIBE: 'Transcribe',
};

function pair([name, value]: [string, string | undefined]): string {
  return `${name}=${value}`;
}

function columns(rows: readonly Row[]): string {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: Row): string => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => `  ${line(row)}`.trimEnd()).join('\n');
}
