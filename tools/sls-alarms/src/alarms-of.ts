import { alarm, type Resource, type Resources } from './alarm.ts';

export interface Watched {
  /** `<service>-<stage>`. */
  stackName: string;
  resources: Resources;
  /** ARN of the topic that is told. */
  topic: unknown;
}

/** Namespace of the metrics that are counted in logs. */
export const NAMESPACE = 'Patchbay';

/**
 * Alarms for all that a stack has: functions that fail or are throttled, errors in their logs, tables that are throttled,
 * queues of dead letters that are not empty.
 */
export function alarmsOf({ stackName, resources, topic }: Watched): Resources {
  const all = Object.entries(resources);
  const named = (type: string) => all.filter(([, { Type }]) => Type === type).map(([id]) => id);
  const nameOf = (id: string, property: string) => {
    const name = resources[id]?.Properties?.[property];
    return typeof name === 'string' ? name : `${stackName}-${id}`;
  };

  const functions = named('AWS::Lambda::Function').map((id) => {
    const name = nameOf(id, 'FunctionName');
    return [
      `${id}Failing`,
      alarm({
        name: `${name}-failing`,
        description: `The function ${name} ended with an error, ran out of time, or was not let run`,
        namespace: 'AWS/Lambda',
        metrics: ['Errors', 'Throttles'],
        dimensions: { FunctionName: { Ref: id } },
        topic,
      }),
    ] as const;
  });
  const tables = named('AWS::DynamoDB::Table').map((id) => {
    const name = nameOf(id, 'TableName');
    return [
      `${id}Throttled`,
      alarm({
        name: `${name}-throttled`,
        description: `The table ${name} refused requests because there were too many`,
        namespace: 'AWS/DynamoDB',
        metrics: ['ReadThrottleEvents', 'WriteThrottleEvents'],
        dimensions: { TableName: { Ref: id } },
        topic,
      }),
    ] as const;
  });
  const letters = named('AWS::SQS::Queue')
    .filter((id) => isForDeadLetters(id, resources))
    .map((id) => {
      const name = nameOf(id, 'QueueName');
      return [
        `${id}Filled`,
        alarm({
          name: `${name}-filled`,
          description: `Somebody has to look at what was given up and lies in the queue ${name}`,
          namespace: 'AWS/SQS',
          metrics: ['ApproximateNumberOfMessagesVisible'],
          dimensions: { QueueName: { 'Fn::GetAtt': [id, 'QueueName'] } },
          statistic: 'Maximum',
          topic,
        }),
      ] as const;
    });
  return Object.fromEntries([...functions, ...tables, ...letters, ...errorsLogged({ stackName, resources, topic })]);
}

/** What functions log as an error is counted for the whole stack: what happened is in the log. */
function errorsLogged({ stackName, resources, topic }: Watched): (readonly [string, Resource])[] {
  const groups = Object.entries(resources).filter(
    ([, { Type, Properties }]) =>
      Type === 'AWS::Logs::LogGroup' && String(Properties?.['LogGroupName']).startsWith('/aws/lambda/'),
  );
  if (groups.length === 0) return [];
  const metric = `${stackName}-errors-logged`;
  const filters = groups.map(([id]) => [`${id}Errors`, filter(id, metric)] as const);
  return [
    ...filters,
    [
      'ErrorsLogged',
      alarm({
        name: metric,
        description: `Functions of ${stackName} wrote errors to their logs`,
        namespace: NAMESPACE,
        metrics: [metric],
        dimensions: {},
        topic,
      }),
    ],
  ];
}

function filter(logGroup: string, MetricName: string): Resource {
  return {
    Type: 'AWS::Logs::MetricFilter',
    Properties: {
      LogGroupName: { Ref: logGroup },
      FilterPattern: '{ $.level = "ERROR" }',
      MetricTransformations: [{ MetricNamespace: NAMESPACE, MetricName, MetricValue: '1', Unit: 'Count' }],
    },
  };
}

/** Whether a queue, or a function, gives up to this queue. */
function isForDeadLetters(id: string, resources: Resources): boolean {
  const name = resources[id]?.Properties?.['QueueName'];
  return Object.values(resources).some(({ Properties = {} }) => {
    const { RedrivePolicy, DeadLetterConfig, DestinationConfig } = Properties;
    const text = JSON.stringify([RedrivePolicy, DeadLetterConfig, DestinationConfig]);
    return (
      text.includes(`"${id}"`) ||
      text.includes(`\${${id}.Arn}`) ||
      (typeof name === 'string' && text.includes(`:${name}"`))
    );
  });
}
