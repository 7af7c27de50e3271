import { peek } from '../aws/peek.ts';
import type { Application, Directory } from '../engine/ports.ts';
import type { DirectoryContext } from './context.ts';
import type { ApplicationRecord, DirectoryState } from './state.ts';

/** The directory as the engine sees it: who takes a call, and whose numbers are whose. */
export function createRouting(context: DirectoryContext): Directory {
  return {
    accountId: context.accountId,
    region: context.region,
    route(trigger) {
      const state = context.state();
      const [type, value] =
        'number' in trigger
          ? (['ToPhoneNumber', trigger.number] as const)
          : (['RequestUriHostname', trigger.host.toLowerCase()] as const);
      if (type === 'ToPhoneNumber' && !owns(state, value)) return [];
      const rule = Object.values(state.rules).find(
        ({ Disabled, TriggerType, TriggerValue }) => !Disabled && TriggerType === type && TriggerValue === value,
      );
      return (rule?.TargetApplications ?? []).flatMap(({ SipMediaApplicationId }) => {
        const application = state.applications[SipMediaApplicationId];
        return rule && application ? [{ sipRuleId: rule.SipRuleId, application: toApplication(application) }] : [];
      });
    },
    application(id) {
      const application = peek(context.state().applications, id);
      return application && toApplication(application);
    },
    ownsNumber: (e164) => owns(context.state(), e164),
    voiceConnector(arn) {
      const connector = Object.values(context.state().voiceConnectors).find(
        ({ VoiceConnectorArn }) => VoiceConnectorArn === arn,
      );
      const { Routes = [], Disabled = false } = connector?.origination ?? {};
      return connector && Routes.length > 0 && !Disabled ? { voiceConnectorId: connector.VoiceConnectorId } : undefined;
    },
  };
}

function owns(state: DirectoryState, e164: string): boolean {
  const status = state.numbers[e164]?.Status;
  return status === 'Assigned' || status === 'Unassigned';
}

function toApplication(record: ApplicationRecord): Application {
  return {
    sipMediaApplicationId: record.SipMediaApplicationId,
    functionArn: record.Endpoints[0]?.LambdaArn ?? '',
    region: record.AwsRegion,
  };
}
