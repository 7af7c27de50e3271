import type { CreateSipRuleRequest, ListSipRulesRequest, UpdateSipRuleRequest } from '@aws-sdk/client-chime-sdk-voice';
import { paginate, type Page } from '../aws/paginate.ts';
import { Refusal } from '../aws/refusal.ts';
import type { Wire } from '../aws/wire.ts';
import { associate, disassociate } from './associations.ts';
import type { DirectoryContext } from './context.ts';
import { find, toE164 } from './lookup.ts';
import { requireTargets } from './rule-targets.ts';
import type { NumberRecord, RuleRecord } from './state.ts';

/** SIP rules; trigger type and value never change. */
export interface Rules {
  create(request: Wire<CreateSipRuleRequest>): RuleRecord;
  get(sipRuleId: string): RuleRecord;
  list(request: Wire<ListSipRulesRequest>): Page<RuleRecord>;
  update(request: Wire<UpdateSipRuleRequest>): RuleRecord;
  /** Refused while the rule is enabled. */
  delete(sipRuleId: string): void;
}

export function createRules(context: DirectoryContext): Rules {
  const get = (id: string): RuleRecord => find(context.state().rules, id, 'SIP rule');
  return {
    get,
    create({ Name, TriggerType, TriggerValue, Disabled = false, TargetApplications }) {
      const targets = requireTargets(context, TargetApplications);
      const value = TriggerType === 'ToPhoneNumber' ? toE164(TriggerValue) : TriggerValue.toLowerCase();
      const { rules } = context.state();
      const now = context.now();
      const rule: RuleRecord = {
        SipRuleId: context.ids.uuid(),
        Name,
        Disabled: true,
        TriggerType,
        TriggerValue: value,
        TargetApplications: targets,
        CreatedTimestamp: now,
        UpdatedTimestamp: now,
      };
      refuseSecondRule(context, rule);
      checkTrigger(context, rule);
      if (!Disabled) enable(context, rule);
      return (rules[rule.SipRuleId] = rule);
    },
    list(request) {
      const { SipMediaApplicationId: wanted } = request;
      const rules = Object.values(context.state().rules).filter(
        ({ TargetApplications }) =>
          wanted === undefined ||
          TargetApplications.some(({ SipMediaApplicationId }) => SipMediaApplicationId === wanted),
      );
      return paginate(rules, ({ CreatedTimestamp, SipRuleId }) => `${CreatedTimestamp} ${SipRuleId}`, request);
    },
    update({ SipRuleId, Name, Disabled, TargetApplications }) {
      const rule = get(SipRuleId);
      const targets = TargetApplications ? requireTargets(context, TargetApplications) : rule.TargetApplications;
      if (Disabled === false && rule.Disabled) enable(context, rule);
      if (Disabled === true && !rule.Disabled) disable(context, rule, context.timing.releaseMs);
      rule.Name = Name;
      rule.TargetApplications = targets;
      rule.UpdatedTimestamp = context.now();
      return rule;
    },
    delete(id) {
      const rule = get(id);
      if (!rule.Disabled) throw new Refusal('Conflict', `SIP rule ${id} is enabled; disable it before deleting it`);
      delete context.state().rules[id];
    },
  };
}

/** Makes a rule take calls: its number becomes Assigned. */
export function enable(context: DirectoryContext, rule: RuleRecord): void {
  const number = checkTrigger(context, rule);
  if (number) associate(context, number, { Name: 'SipRuleId', Value: rule.SipRuleId });
  rule.Disabled = false;
}

/** Makes a rule take no calls: its number is free after `afterMs`. */
export function disable(context: DirectoryContext, rule: RuleRecord, afterMs: number): void {
  const number = context.state().numbers[rule.TriggerValue];
  const owner = { Name: 'SipRuleId', Value: rule.SipRuleId } as const;
  if (number) disassociate(context, number, owner, afterMs);
  rule.Disabled = true;
}

function refuseSecondRule(context: DirectoryContext, { TriggerType, TriggerValue }: RuleRecord): void {
  const other = Object.values(context.state().rules).find(
    (rule) => rule.TriggerType === TriggerType && rule.TriggerValue === TriggerValue,
  );
  if (other)
    throw new Refusal('Conflict', `SIP rule ${other.SipRuleId} already has the trigger ${TriggerType} ${TriggerValue}`);
}

/** The number of a ToPhoneNumber rule. Throws BadRequest when the trigger is not there or not ready. */
function checkTrigger(context: DirectoryContext, { TriggerType, TriggerValue }: RuleRecord): NumberRecord | undefined {
  const { numbers, voiceConnectors } = context.state();
  if (TriggerType === 'RequestUriHostname') {
    if (Object.values(voiceConnectors).some(({ OutboundHostName }) => OutboundHostName === TriggerValue))
      return undefined;
    throw new Refusal('BadRequest', `TriggerValue ${TriggerValue} is not the OutboundHostName of a Voice Connector`);
  }
  const number = numbers[TriggerValue];
  if (!number) throw new Refusal('BadRequest', `TriggerValue ${TriggerValue} is not a phone number of this account`);
  if (number.ProductType !== 'SipMediaApplicationDialIn') {
    throw new Refusal(
      'BadRequest',
      `${TriggerValue} is a ${number.ProductType} number; a SIP rule needs SipMediaApplicationDialIn`,
    );
  }
  if (number.Status !== 'Unassigned') {
    throw new Refusal('BadRequest', `${TriggerValue} is not ready: its status is ${number.Status}`);
  }
  return number;
}
