import * as z from 'zod';
import { awsJson } from './aws-json.ts';

const rules = z.object({ Rules: z.array(z.object({ Name: z.string(), EventPattern: z.string().optional() })) });
const targets = z.object({ Targets: z.array(z.object({ Arn: z.string() })) });
const match = z.object({ Result: z.boolean() });

/**
 * Gives an event of Amazon Chime's to the functions whose rules it matches. Nobody but AWS can put one on an event bus, so
 * this does what EventBridge would, by the rules that were deployed. Rejects when the API at `endpoint` refuses.
 */
export async function deliver(endpoint: string, event: object): Promise<void> {
  const Event = JSON.stringify(event);
  const { Rules } = rules.parse(await awsJson(endpoint, 'AWSEvents.ListRules'));
  for (const { Name: Rule, EventPattern } of Rules) {
    if (EventPattern === undefined) continue;
    const { Result } = match.parse(await awsJson(endpoint, 'AWSEvents.TestEventPattern', { EventPattern, Event }));
    if (!Result) continue;
    const { Targets } = targets.parse(await awsJson(endpoint, 'AWSEvents.ListTargetsByRule', { Rule }));
    for (const { Arn } of Targets) await invokeAsync(endpoint, Arn, Event);
  }
}

async function invokeAsync(endpoint: string, arn: string, body: string): Promise<void> {
  const url = `${endpoint}/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`;
  await fetch(url, { method: 'POST', headers: { 'x-amz-invocation-type': 'Event' }, body });
}
