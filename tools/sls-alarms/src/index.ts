/** Serverless Framework plugin: everything in a service that can fail gets an alarm, and nobody has to think of it. */
import type { Resources } from './alarm.ts';
import { alarmsOf } from './alarms-of.ts';

/** What the plugin uses of the Serverless Framework. */
interface Serverless {
  service: {
    service: string;
    custom: { stage: { name: string; alarms: { perResource: boolean }; arns: { alarmsTopic: unknown } } };
    provider: { compiledCloudFormationTemplate: { Resources: Resources } };
  };
}

export default class Alarms {
  readonly hooks: Readonly<Record<string, () => void>>;

  constructor({ service }: Serverless) {
    this.hooks = {
      // Now the resources of serverless.yml are in the template, too.
      'after:aws:package:finalize:mergeCustomProviderResources': () => {
        const { name, alarms, arns } = service.custom.stage;
        const template = service.provider.compiledCloudFormationTemplate;
        const stackName = `${service.service}-${name}`;
        const all = Object.entries(alarmsOf({ stackName, resources: template.Resources, topic: arns.alarmsTopic }));
        // The dashboard shows what is counted in logs, whether or not anybody is told.
        const wanted = all.filter(([, { Type }]) => alarms.perResource || Type !== 'AWS::CloudWatch::Alarm');
        template.Resources = { ...template.Resources, ...Object.fromEntries(wanted) };
      },
    };
  }
}
