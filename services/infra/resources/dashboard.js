/** For serverless.yml: one page with what goes on in a stage. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const SERVICES = join(import.meta.dirname, '../..');

/** @param {{ resolveVariable(address: string): Promise<any> }} serverless */
export async function dashboard({ resolveVariable }) {
  const stage = await resolveVariable('self:custom.stage');
  const services = readdirSync(SERVICES).filter((name) => existsSync(join(SERVICES, name, 'serverless.yml')));
  return {
    Resources: {
      Dashboard: {
        Type: 'AWS::CloudWatch::Dashboard',
        Properties: {
          DashboardName: stage.names.dashboard,
          DashboardBody: { 'Fn::Sub': JSON.stringify({ widgets: widgetsOf(stage, services) }) },
        },
      },
    },
    Outputs: {
      DashboardUrl: {
        Description: 'What goes on, on one page',
        Value: {
          'Fn::Sub': `https://\${AWS::Region}.console.aws.amazon.com/cloudwatch/home?region=\${AWS::Region}#dashboards:name=${stage.names.dashboard}`,
        },
      },
    },
  };
}

/**
 * @param {{ name: string, names: any, mail?: object }} stage
 * @param {readonly string[]} services
 */
export function widgetsOf({ name, names, mail }, services) {
  const voice = (/** @type {string} */ metric) => ['AWS/ChimeVoiceConnector', metric, 'Region', '${AWS::Region}'];
  const ours = (/** @type {string} */ metric) => ['Patchbay', metric];
  const api = (/** @type {string} */ metric, options = {}) => [
    'AWS/ApiGateway',
    metric,
    'ApiId',
    '${HttpApi}',
    options,
  ];
  const mailed = (/** @type {string} */ metric) => ['AWS/SES', metric, 'ses:configuration-set', names.configurationSet];
  // Those of others that have the stage's name as a word in theirs are shown, too.
  const functions = (/** @type {string} */ metric, stat = 'Sum') => [
    { expression: `SEARCH('{AWS/Lambda,FunctionName} MetricName="${metric}" FunctionName=${name}', '${stat}', 300)` },
  ];
  const tables = Object.values(names.tables).flatMap((table) =>
    ['ReadThrottleEvents', 'WriteThrottleEvents'].map((metric) => ['AWS/DynamoDB', metric, 'TableName', table]),
  );
  const queues = Object.values(names.queues).map((queue) => [
    'AWS/SQS',
    'ApproximateNumberOfMessagesVisible',
    'QueueName',
    queue,
    { stat: 'Maximum' },
  ]);
  const graphs = [
    ['Calls at once in this account and region', [[...voice('SmaActiveCallCount'), { stat: 'Maximum' }]]],
    ['Calls refused, and ended by errors of a server', [voice('Throttles'), voice('Sip5xxCodes')]],
    [
      'Apologies, busy lines, pairs that were swept',
      ['apologies', 'no-pair', 'swept'].map((end) => ours(`${names.telephony}-${end}`)),
    ],
    ['Errors in logs', services.map((service) => ours(`${service}-${name}-errors-logged`))],
    ['Functions that failed', [functions('Errors')]],
    ['Functions that were not let run', [functions('Throttles')]],
    ['How long functions took, of 99 in 100 (ms)', [functions('Duration', 'p99')]],
    ['Requests to the API, and those that failed', [api('Count'), api('4xx'), api('5xx')]],
    ['How long requests took, of 99 in 100 (ms)', [api('Latency', { stat: 'p99' })]],
    ['Tables that refused requests', tables],
    ['Queues, and what was given up', queues],
    ...(mail ? [['E-mail', ['Send', 'Delivery', 'Bounce', 'Complaint'].map(mailed)]] : []),
  ];
  return graphs.map(([title, metrics], index) => ({
    type: 'metric',
    x: (index % 3) * 8,
    y: Math.floor(index / 3) * 6,
    width: 8,
    height: 6,
    properties: { title, metrics, region: '${AWS::Region}', stat: 'Sum', period: 300 },
  }));
}
