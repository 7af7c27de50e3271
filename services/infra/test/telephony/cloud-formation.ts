import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Answer {
  Status: 'SUCCESS' | 'FAILED';
  Reason?: string;
  PhysicalResourceId: string;
  Data?: Record<string, string>;
}

type Handler = (event: unknown) => Promise<void>;
type Properties = Record<string, unknown>;

/** What CloudFormation does with the custom resources of a stack: it sends texts, and rolls back what fails. */
export async function startCloudFormation(handler: Handler) {
  const answers = new Map<string, Answer>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const answer = JSON.parse(body) as Answer & { RequestId: string };
      answers.set(answer.RequestId, answer);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ResponseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer?signature=secret`;
  let requests = 0;

  async function send(RequestType: string, LogicalResourceId: string, rest: object): Promise<Answer> {
    const RequestId = `request-${++requests}`;
    const StackId = 'arn:aws:cloudformation:us-east-1:111122223333:stack/infra-test/5a07';
    await handler({ RequestType, ResponseURL, StackId, RequestId, LogicalResourceId, ...rest });
    const answer = answers.get(RequestId);
    if (answer === undefined) throw new Error('There was no answer');
    return answer;
  }

  return {
    /** One request, and its answer. */
    send,
    /** A resource that is made; when that fails, what is left of it is deleted, as in a stack that is rolled back. */
    async create(name: string, ResourceType: string, properties: Properties) {
      const asked = { ResourceType, ResourceProperties: asTexts(properties) };
      const answer = await send('Create', name, asked);
      const remove = (PhysicalResourceId: string) => send('Delete', name, { ...asked, PhysicalResourceId });
      return { answer, id: answer.PhysicalResourceId, remove: () => remove(answer.PhysicalResourceId) };
    },
    /** A resource that is changed: its predecessor is deleted when it has got another id. */
    async update(name: string, ResourceType: string, id: string, before: Properties, after: Properties) {
      const [OldResourceProperties, ResourceProperties] = [asTexts(before), asTexts(after)];
      const asked = { ResourceType, PhysicalResourceId: id, OldResourceProperties, ResourceProperties };
      const answer = await send('Update', name, asked);
      if (answer.Status === 'SUCCESS' && answer.PhysicalResourceId !== id) {
        const old = { ResourceType, PhysicalResourceId: id, ResourceProperties: OldResourceProperties };
        await send('Delete', name, old);
      }
      return answer;
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export type CloudFormation = Awaited<ReturnType<typeof startCloudFormation>>;

/** CloudFormation knows no numbers and no truth. */
function asTexts(properties: Properties): unknown {
  const own = { ServiceToken: 'arn:aws:lambda:us-east-1:111122223333:function:infra-test', ServiceTimeout: '900' };
  const convert = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value !== 'object' || value === null) return String(value);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, convert(inner)]));
  };
  return { ...own, ...(convert(properties) as object) };
}
