import type { SipRuleTargetApplication } from '@aws-sdk/client-chime-sdk-voice';
import { peek } from '../aws/peek.ts';
import { Refusal } from '../aws/refusal.ts';
import type { DirectoryContext } from './context.ts';
import type { TargetRecord } from './state.ts';

/** Targets with all they need, at most one a Region, lowest priority first. Throws BadRequest otherwise. */
export function requireTargets(
  context: DirectoryContext,
  targets: readonly SipRuleTargetApplication[],
): TargetRecord[] {
  const checked = targets.map((target, index) => requireTarget(context, target, index));
  const regions = checked.map(({ AwsRegion }) => AwsRegion);
  const repeated = regions.find((region, index) => regions.indexOf(region) !== index);
  if (repeated !== undefined) {
    throw new Refusal('BadRequest', `TargetApplications: ${repeated} has two targets; a rule has one target a Region`);
  }
  return checked.sort((a, b) => a.Priority - b.Priority);
}

function requireTarget(context: DirectoryContext, target: SipRuleTargetApplication, index: number): TargetRecord {
  const at = `TargetApplications.${index + 1}`;
  const { SipMediaApplicationId, Priority, AwsRegion } = target;
  if (SipMediaApplicationId === undefined || Priority === undefined || AwsRegion === undefined) {
    throw new Refusal('BadRequest', `${at} needs SipMediaApplicationId, Priority and AwsRegion`);
  }
  const application = peek(context.state().applications, SipMediaApplicationId);
  if (!application)
    throw new Refusal('BadRequest', `${at}: there is no SIP media application ${SipMediaApplicationId}`);
  if (application.AwsRegion !== AwsRegion) {
    throw new Refusal(
      'BadRequest',
      `${at}: SIP media application ${SipMediaApplicationId} is in ${application.AwsRegion}, not in ${AwsRegion}`,
    );
  }
  return { SipMediaApplicationId, Priority, AwsRegion };
}
