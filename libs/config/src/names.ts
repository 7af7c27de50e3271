/** Names that follow from the stage alone, so a service can name another's resource without asking AWS. */
export interface Names {
  tables: { settings: string };
  /** CloudFormation exports of infra, none of which is ever replaced. */
  exports: { sipMediaApplicationId: string };
}

/** An ARN that CloudFormation completes with partition, region and account. */
export interface Arn {
  'Fn::Sub': string | [string, Record<string, { 'Fn::ImportValue': string }>];
}

export interface Arns {
  tables: { settings: Arn };
  /** The form that `SourceArn` of a resource policy has, too. */
  sipMediaApplication: Arn;
}

export function namesOf(stage: string): Names {
  const name = (what: string) => `patchbay-${stage}-${what}`;
  return {
    tables: { settings: name('settings') },
    exports: { sipMediaApplicationId: name('sip-media-application-id') },
  };
}

export function arnsOf({ tables, exports }: Names): Arns {
  const own = (service: string, resource: string) =>
    `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`;
  return {
    tables: { settings: { 'Fn::Sub': own('dynamodb', `table/${tables.settings}`) } },
    sipMediaApplication: {
      'Fn::Sub': [own('chime', 'sma/${Id}'), { Id: { 'Fn::ImportValue': exports.sipMediaApplicationId } }],
    },
  };
}
