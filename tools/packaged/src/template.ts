/** What CloudFormation templates of the stage `dev` say, in short. */

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

export interface Template {
  Resources: Record<string, Resource>;
  Outputs: Record<string, object>;
}

export interface Statement {
  Effect: string;
  Action: string | readonly string[];
  /** With intrinsic functions. */
  Resource: unknown;
}

/** All that a role allows. */
export function statementsOf(role: Resource | undefined): Statement[] {
  const policies = (role?.Properties['Policies'] ?? []) as { PolicyDocument: { Statement: Statement[] } }[];
  return policies.flatMap((each) => each.PolicyDocument.Statement);
}

/** The beginning of the names that the Serverless Framework gives to what belongs to a function. */
export const inTemplate = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

export const arnOf = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
export const own = (rest: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${rest}` });
export const inTable = (name: string) => own(`dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/patchbay-dev-${name}`);
export const inTopic = (name: string) => own(`sns:\${AWS::Region}:\${AWS::AccountId}:patchbay-dev-${name}`);

/** An ARN around an `${Id}` that infra exports. */
export const imported = (rest: string, name: string) => ({
  'Fn::Sub': [`arn:\${AWS::Partition}:${rest}`, { Id: { 'Fn::ImportValue': `patchbay-dev-${name}` } }],
});
export const sipMediaApplication = imported(
  'chime:${AWS::Region}:${AWS::AccountId}:sma/${Id}',
  'sip-media-application-id',
);

export const allow = (Resource: object | '*', ...Action: string[]) => ({ Effect: 'Allow', Action, Resource });
