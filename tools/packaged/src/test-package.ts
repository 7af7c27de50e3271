import { describe, expect, test } from '@jest/globals';
import type { Packaged } from './package-service.ts';
import { allow, arnOf, inTemplate, inTopic, own, type Template } from './template.ts';

export interface FunctionWanted {
  /** The file of its handler, without an extension: bundled if it is under src/, else in Python. */
  file: string;
  timeout: number;
  environment: Record<string, unknown>;
  /** What it may do besides writing its log. */
  statements: readonly object[];
  /** Behind which route of an HTTP API it is. */
  route?: string;
  /** How many imports its bundle has at least: if they were not recognised, its zip would be good without a look. */
  imports?: number;
}

interface Wanted {
  functions: Record<string, FunctionWanted>;
  /** Statements about every resource: of what does not exist yet, AWS has none. */
  aboutAll?: readonly object[];
  /** Log groups besides those of the functions. */
  logGroups?: readonly string[];
}

/** Tests what every service's package must be. */
export function testPackage(packaged: Packaged, { functions, aboutAll = [], logGroups = [] }: Wanted): void {
  const { template, resource, ofType } = packaged;
  const named = (end: string) => Object.keys(functions).map((name) => inTemplate(name) + end);

  test('all functions are looked at here', () => {
    expect(ofType('AWS::Lambda::Function').map(([name]) => name)).toEqual(named('LambdaFunction'));
  });

  describe.each(Object.entries(functions))('%s', (name, wanted) => testFunction(packaged, name, wanted));

  test('no statement names every action, and every resource only for what does not exist yet', () => {
    expect(wideIn(template())).toEqual(aboutAll);
  });

  test('every function has a role of its own, whose name AWS takes', () => {
    const roles = named('IamRoleLambdaExecution');
    expect(ofType('AWS::IAM::Role').map(([name]) => name)).toEqual(expect.arrayContaining(roles));
    for (const role of roles) {
      const [, parts] = (resource(role)['RoleName'] as { 'Fn::Join': [string, (string | object)[]] })['Fn::Join'];
      const longest = parts.map((part) => (typeof part === 'string' ? part : 'ap-northeast-1')).join('-');
      expect(longest.length).toBeLessThanOrEqual(64);
    }
  });

  test('an alarm tells of every function and table that is in trouble, and of errors in logs', () => {
    const watched = [...ofType('AWS::Lambda::Function'), ...ofType('AWS::DynamoDB::Table')].map(([name]) => name);
    const alarms = ofType('AWS::CloudWatch::Alarm').filter(([, { Properties }]) => 'Metrics' in Properties);
    expect(
      alarms.map(([, { Properties }]) => JSON.stringify(Properties['Metrics']).match(/"Ref":"(\w+)"/)?.[1]),
    ).toEqual(watched);
    const filters = ofType('AWS::Logs::MetricFilter').map(([, { Properties }]) => Properties);
    for (const group of named('LogGroup')) {
      expect(filters).toContainEqual(
        expect.objectContaining({ LogGroupName: { Ref: group }, FilterPattern: '{ $.level = "ERROR" }' }),
      );
    }
    expect(resource('ErrorsLogged')).toMatchObject({ AlarmActions: [inTopic('alarms')] });
  });

  test('logs are kept for as long as the stage says', () => {
    const groups = ofType('AWS::Logs::LogGroup');
    expect(groups.map(([name]) => name).sort()).toEqual([...named('LogGroup'), ...logGroups].sort());
    expect(groups.map(([, { Properties }]) => Properties['RetentionInDays'])).toEqual(groups.map(() => 30));
  });
}

function testFunction(packaged: Packaged, name: string, wanted: FunctionWanted): void {
  const { service, resource, ofType, statementsOf, filesOf } = packaged;
  const { file, timeout, environment, statements, route, imports = 4 } = wanted;
  const lambda = `${inTemplate(name)}LambdaFunction`;
  const isBundled = file.startsWith('src/');

  test('runs what it was built for, and is told everything in plain texts', () => {
    expect(resource(lambda)).toMatchObject({
      FunctionName: `${service}-dev-${name}`,
      Handler: `${file}.handler`,
      Runtime: isBundled ? 'nodejs24.x' : 'python3.13',
      Architectures: ['arm64'],
      Timeout: timeout,
    });
    expect(resource(lambda)['Environment']).toEqual({ Variables: environment });
  });

  test('may do what it needs and nothing else', () => {
    const logs = own(`logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/${service}-dev-${name}:*:*`);
    expect(statementsOf(name)).toEqual([
      allow([logs], 'logs:CreateLogStream', 'logs:CreateLogGroup', 'logs:PutLogEvents'),
      ...statements,
    ]);
    expect(resource(lambda)['Role']).toEqual(arnOf(`${inTemplate(name)}IamRoleLambdaExecution`));
  });

  test(route === undefined ? 'has no route' : `is behind ${route}`, () => {
    const integration = ofType('AWS::ApiGatewayV2::Integration').find(
      ([, { Properties }]) => JSON.stringify(Properties['IntegrationUri']) === JSON.stringify(arnOf(lambda)),
    );
    const target = { 'Fn::Join': ['/', ['integrations', { Ref: integration?.[0] }]] };
    const routes = ofType('AWS::ApiGatewayV2::Route').filter(
      ([, { Properties }]) => JSON.stringify(Properties['Target']) === JSON.stringify(target),
    );
    expect(routes.map(([, { Properties }]) => Properties['RouteKey'])).toEqual(route === undefined ? [] : [route]);
  });

  if (!isBundled) return;
  test('is zipped with what it loads, and nothing of another function', async () => {
    const files = await filesOf(name);
    const names = files.map(([each]) => each);
    const mine = new RegExp(String.raw`^${file}\.([\w.-]+-[0-9A-Z]{8}\.)?(mjs|cjs)$`);
    expect(names.filter((each) => !mine.test(each))).toEqual([]);
    const loaded = files.flatMap(([, text]) => [...text.matchAll(/"\.\/([\w.-]+\.mjs)"/g)]);
    expect(names).toEqual(expect.arrayContaining(loaded.map(([, each]) => `src/${each}`)));
    expect(loaded.length).toBeGreaterThanOrEqual(imports);
  });
}

/** Statements about every action or every resource. */
function wideIn({ Resources: { ServerlessDeploymentBucketPolicy: _, ...resources } }: Template): unknown[] {
  const found: unknown[] = [];
  JSON.stringify(resources, function (this: unknown, key: string, value: unknown) {
    if ((key === 'Action' || key === 'Resource') && [value].flat().includes('*')) found.push(this);
    return value;
  });
  return found;
}
