import type {
  CreateSipMediaApplicationRequest,
  ListSipMediaApplicationsRequest,
  UpdateSipMediaApplicationRequest,
} from '@aws-sdk/client-chime-sdk-voice';
import { paginate, type Page } from '../aws/paginate.ts';
import { Refusal } from '../aws/refusal.ts';
import { toTags } from '../aws/tags.ts';
import type { Wire } from '../aws/wire.ts';
import type { DirectoryContext } from './context.ts';
import { find, withinQuota } from './lookup.ts';
import { requireVoiceRegion } from './regions.ts';
import type { ApplicationRecord } from './state.ts';

/** SIP media applications. */
export interface Applications {
  create(request: Wire<CreateSipMediaApplicationRequest>): ApplicationRecord;
  get(sipMediaApplicationId: string): ApplicationRecord;
  list(request: Wire<ListSipMediaApplicationsRequest>): Page<ApplicationRecord>;
  update(request: Wire<UpdateSipMediaApplicationRequest>): ApplicationRecord;
  /** Refused while a SIP rule has it as a target. */
  delete(sipMediaApplicationId: string): void;
  setMessageLogs(sipMediaApplicationId: string, enabled: boolean): void;
}

export function createApplications(context: DirectoryContext): Applications {
  const get = (id: string): ApplicationRecord => find(context.state().applications, id, 'SIP media application');
  return {
    get,
    create({ AwsRegion, Name, Endpoints, Tags }) {
      requireVoiceRegion(AwsRegion);
      const endpoints = requireEndpoints(Endpoints, AwsRegion);
      const { applications } = context.state();
      const inRegion = Object.values(applications).filter((other) => other.AwsRegion === AwsRegion).length;
      withinQuota(inRegion, context.quotas.applicationsPerRegion, `SIP media applications in ${AwsRegion}`);
      const id = context.ids.uuid();
      return (applications[id] = {
        ...newApplication(context, id, Name, AwsRegion),
        Endpoints: endpoints,
        tags: toTags(Tags),
      });
    },
    list: (request) =>
      paginate(
        Object.values(context.state().applications),
        ({ CreatedTimestamp, SipMediaApplicationId }) => `${CreatedTimestamp} ${SipMediaApplicationId}`,
        request,
      ),
    update({ SipMediaApplicationId, Name, Endpoints }) {
      const application = get(SipMediaApplicationId);
      if (Endpoints) application.Endpoints = requireEndpoints(Endpoints, application.AwsRegion);
      if (Name !== undefined) application.Name = Name;
      application.UpdatedTimestamp = context.now();
      return application;
    },
    delete(id) {
      get(id);
      const { applications, rules } = context.state();
      const user = Object.values(rules).find(({ TargetApplications }) =>
        TargetApplications.some(({ SipMediaApplicationId }) => SipMediaApplicationId === id),
      );
      if (user) throw new Refusal('Conflict', `SIP media application ${id} is a target of SIP rule ${user.SipRuleId}`);
      delete applications[id];
    },
    setMessageLogs(id, enabled) {
      get(id).messageLogs = enabled;
    },
  };
}

/** An application without endpoints. */
export function newApplication(
  context: DirectoryContext,
  id: string,
  Name: string,
  AwsRegion: string,
): ApplicationRecord {
  const now = context.now();
  return {
    SipMediaApplicationId: id,
    SipMediaApplicationArn: context.arn('sma', id, AwsRegion),
    AwsRegion,
    Name,
    Endpoints: [],
    CreatedTimestamp: now,
    UpdatedTimestamp: now,
    messageLogs: false,
    tags: {},
  };
}

function requireEndpoints(
  endpoints: readonly { LambdaArn?: string | undefined }[],
  region: string,
): ApplicationRecord['Endpoints'] {
  return endpoints.map(({ LambdaArn }) => {
    if (LambdaArn === undefined) throw new Refusal('BadRequest', 'Endpoints: LambdaArn is missing');
    const functionRegion = LambdaArn.split(':')[3];
    if (functionRegion !== region) {
      throw new Refusal(
        'BadRequest',
        `The function is in ${functionRegion}, the SIP media application in ${region}; both must be in one Region`,
      );
    }
    return { LambdaArn };
  });
}
