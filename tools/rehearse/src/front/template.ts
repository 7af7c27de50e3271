/**
 * The one place that makes a template fit for MiniStack; everything else of the deployment is what AWS gets. The README
 * says why each of these is needed.
 */
export interface Template {
  Resources: Record<string, Resource>;
  Outputs?: Record<string, unknown>;
}

interface Resource {
  Type: string;
  DependsOn?: string | string[];
  Properties?: Record<string, unknown>;
}

/** Resource types that MiniStack does not have. */
const TYPES = /^AWS::(ApiGatewayV2::Deployment|Connect::)/;

/** Alarms on more than one metric it has neither. */
function isMissing({ Type, Properties = {} }: Resource): boolean {
  return TYPES.test(Type) || (Type === 'AWS::CloudWatch::Alarm' && 'Metrics' in Properties);
}

/** The template without what MiniStack does not have, and with what it has under another name. */
export function fitted(template: Template): Template {
  const all = Object.entries(template.Resources);
  const missing = new Set(all.flatMap(([id, resource]) => (isMissing(resource) ? [id] : [])));
  const kept = all.filter(([id]) => !missing.has(id));
  const resources = kept.map(([id, resource]): [string, Resource] => [
    id,
    withoutDeployment(independent(resource, missing)),
  ]);
  return rewritten({ ...template, Resources: Object.fromEntries(resources) }) as Template;
}

function independent({ DependsOn = [], ...resource }: Resource, missing: ReadonlySet<string>): Resource {
  const left = [DependsOn].flat().filter((id) => !missing.has(id));
  return left.length === 0 ? resource : { ...resource, DependsOn: left };
}

/** A stage of a WebSocket API then deploys by itself. */
function withoutDeployment(resource: Resource): Resource {
  const { DeploymentId, ...properties } = resource.Properties ?? {};
  if (resource.Type !== 'AWS::ApiGatewayV2::Stage' || DeploymentId === undefined) return resource;
  return { ...resource, Properties: { ...properties, AutoDeploy: true } };
}

function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewritten);
  if (typeof value !== 'object' || value === null) return value;
  return providerUrl(value) ?? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rewritten(each)]));
}

/** `ProviderURL` of a user pool, an attribute that MiniStack does not have. */
function providerUrl(value: object): object | undefined {
  const attribute: unknown = 'Fn::GetAtt' in value ? value['Fn::GetAtt'] : undefined;
  if (!Array.isArray(attribute) || attribute[1] !== 'ProviderURL') return undefined;
  return { 'Fn::Sub': `https://cognito-idp.\${AWS::Region}.\${AWS::URLSuffix}/\${${String(attribute[0])}}` };
}
