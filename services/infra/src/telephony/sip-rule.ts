import {
  CreateSipRuleCommand,
  DeleteSipRuleCommand,
  GetSipRuleCommand,
  ListSipRulesCommand,
  UpdateSipRuleCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { defineResource, flag, ResourceError, type CustomResource, type Work } from '@patchbay/custom-resource';
import * as z from 'zod';
import { findIn, unlessGone, UNSETTLED, type Chime } from './chime.ts';
import { requireId, UUID } from './ids.ts';
import { getNumber } from './numbers.ts';

const HOST = /^[a-z0-9]{21,22}\.voiceconnector\.chime\.aws$/;

const schema = z
  .strictObject({
    Name: z.string().regex(/^[a-zA-Z0-9 _.-]{1,200}$/, 'must be 1 to 200 letters, digits, spaces, _, . and -'),
    TriggerType: z.enum(['ToPhoneNumber', 'RequestUriHostname']),
    TriggerValue: z.string(),
    SipMediaApplicationId: z.string().regex(UUID, 'must be the id of a SIP media application'),
    Disabled: flag.default(false),
  })
  .superRefine(({ TriggerType, TriggerValue }, context) => {
    const allowed = TriggerType === 'ToPhoneNumber' ? /^\+[1-9]\d{1,14}$/ : HOST;
    const what = TriggerType === 'ToPhoneNumber' ? 'an E.164 number' : 'the host name of a Voice Connector';
    if (!allowed.test(TriggerValue)) {
      context.addIssue({ code: 'custom', path: ['TriggerValue'], message: `must be ${what}` });
    }
  });

type Properties = z.output<typeof schema>;

/** Leads calls of a number, or through a Voice Connector, to the SIP media application. `Ref` is its id. */
export function sipRule(chime: Chime): CustomResource {
  const create = async (properties: Properties, work: Work) => {
    await requireTrigger(chime, properties);
    const name = nameOf(properties, work);
    const id = await work.makeOnce({
      find: () => findRule(chime, name),
      make: () => makeRule(chime, name, properties, work),
    });
    return change(chime, id, properties, work);
  };
  return defineResource({
    type: 'Custom::SipRule',
    schema,
    ids: UUID,
    create,
    async update(id, properties, _before, work) {
      const { SipRule: rule } = (await unlessGone(chime.voice.send(new GetSipRuleCommand({ SipRuleId: id })))) ?? {};
      // A rule keeps its trigger for good.
      const isSame = rule?.TriggerType === properties.TriggerType && rule.TriggerValue === properties.TriggerValue;
      return isSame ? change(chime, id, properties, work) : create(properties, work);
    },
    async delete(known, properties, work) {
      const id = known ?? (await findRule(chime, nameOf(properties, work)));
      if (id !== undefined) await deleteRule(chime, id, work);
    },
  });
}

/** With a mark by which it is found again; another trigger is another rule. */
const nameOf = ({ Name, TriggerType, TriggerValue }: Properties, work: Work): string =>
  `${Name} ${work.mark('sip-rule', TriggerType, TriggerValue)}`;

const targetsOf = ({ region }: Chime, { SipMediaApplicationId }: Properties) => [
  { SipMediaApplicationId, Priority: 1, AwsRegion: region },
];

/** Said at once, instead of after the minutes that a number may need to settle. */
async function requireTrigger(chime: Chime, { TriggerType, TriggerValue }: Properties): Promise<void> {
  if (TriggerType !== 'ToPhoneNumber') return;
  const number = await getNumber(chime, TriggerValue);
  if (number === undefined || number.DeletionTimestamp !== undefined) {
    throw new ResourceError(`TriggerValue is "${TriggerValue}": this account has no such phone number`);
  }
  if (number.ProductType === 'SipMediaApplicationDialIn') return;
  const product = `TriggerValue is "${TriggerValue}": its product type is ${number.ProductType}`;
  throw new ResourceError(`${product}, and has to be SipMediaApplicationDialIn`);
}

async function findRule({ voice }: Chime, name: string): Promise<string | undefined> {
  const page = async (NextToken: string | undefined) => {
    const answer = await voice.send(new ListSipRulesCommand({ MaxResults: 100, NextToken }));
    return { items: answer.SipRules, next: answer.NextToken };
  };
  return (await findIn(page, ({ Name }) => Name === name))?.SipRuleId;
}

const SETTLES = { everyMs: 10_000, forMs: 180_000 };

/** A number that was just ordered is refused for a while. */
async function makeRule(chime: Chime, Name: string, properties: Properties, work: Work): Promise<string> {
  const { TriggerType, TriggerValue, Disabled } = properties;
  const TargetApplications = targetsOf(chime, properties);
  const command = new CreateSipRuleCommand({ Name, TriggerType, TriggerValue, Disabled, TargetApplications });
  const { SipRule: made } = await work.retry(['BadRequestException'], () => chime.once.voice.send(command), SETTLES);
  return requireId(made?.SipRuleId, 'SIP rule');
}

async function change(chime: Chime, id: string, properties: Properties, work: Work): Promise<{ id: string }> {
  const { Disabled } = properties;
  const command = new UpdateSipRuleCommand({
    SipRuleId: id,
    Name: nameOf(properties, work),
    Disabled,
    TargetApplications: targetsOf(chime, properties),
  });
  await work.retry(['BadRequestException'], () => chime.voice.send(command), SETTLES);
  return { id };
}

/** Only a disabled rule can be deleted. AWS wants its name whenever it is changed. */
async function deleteRule({ voice }: Chime, SipRuleId: string, work: Work): Promise<void> {
  const { SipRule: rule } = (await unlessGone(voice.send(new GetSipRuleCommand({ SipRuleId })))) ?? {};
  if (rule === undefined) return;
  const disable = new UpdateSipRuleCommand({ SipRuleId, Name: rule.Name, Disabled: true });
  if (rule.Disabled !== true && (await unlessGone(voice.send(disable))) === undefined) return;
  await work.retry(UNSETTLED, () => unlessGone(voice.send(new DeleteSipRuleCommand({ SipRuleId }))), { forMs: 60_000 });
}
