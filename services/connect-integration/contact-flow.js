/** For serverless.yml: the contact flow as CloudFormation's `Fn::Sub` fills it in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of the flow, with `${…}` for what is only known when it is deployed. */
export const content = () =>
  JSON.stringify(
    JSON.parse(readFileSync(join(import.meta.dirname, 'contact-flows/take-back-and-transfer.json'), 'utf8')),
  );
