/** CloudWatch alarms and metrics, as CloudFormation wants them. */

export interface Resource {
  Type: string;
  Properties?: Readonly<Record<string, unknown>>;
}

export type Resources = Readonly<Record<string, Resource>>;

export interface AlarmOptions {
  name: string;
  description: string;
  namespace: string;
  /** More than one are added up. */
  metrics: readonly string[];
  dimensions: Readonly<Record<string, unknown>>;
  statistic?: 'Sum' | 'Maximum';
  /** ARN of the topic that is told. */
  topic: unknown;
}

const PERIOD_S = 300;

/** An alarm that rings when there was anything to count within five minutes, and says when there was nothing any more. */
export function alarm({
  name,
  description,
  namespace,
  metrics,
  dimensions,
  statistic = 'Sum',
  topic,
}: AlarmOptions): Resource {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const counted = metrics.map((MetricName, index) => ({
    Id: `m${index}`,
    ReturnData: false,
    MetricStat: {
      Metric: { Namespace: namespace, MetricName, Dimensions },
      Period: PERIOD_S,
      Stat: statistic,
    },
  }));
  // Where nothing was counted of one of them, the sum would be nothing, too.
  const sum = { Id: 'sum', Expression: counted.map(({ Id }) => `FILL(${Id}, 0)`).join(' + ') };
  const [MetricName] = metrics;
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: name,
      AlarmDescription: description,
      ...(metrics.length === 1
        ? { Namespace: namespace, MetricName, Dimensions, Statistic: statistic, Period: PERIOD_S }
        : { Metrics: [sum, ...counted] }),
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [topic],
      OKActions: [topic],
    },
  };
}
