import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

interface Operation {
  responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema: object }>> }>>;
}

/** What is looked at of an OpenAPI document. */
interface OpenApi {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: object;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** As it came; '' when nothing did. */
  text: string;
}

/** A response that the document does not have. */
export class NotAsDocumented extends Error {
  override readonly name = 'NotAsDocumented';
}

/** @throws NotAsDocumented `path` is the one that was asked for, without a query */
export type Check = (method: string, path: string, answer: Answer) => void;

/** Holds answers against an OpenAPI 3.1 document: the route, the status, the type of the body, and the body. */
export function createCheck(document: object): Check {
  const { paths, components } = document as OpenApi;
  // Where the references of its schemas lead: '#/components/schemas/Problem'.
  const ajv = new Ajv2020({ strict: true, allErrors: true }).addKeyword('components');
  const known = new Map<object, ValidateFunction>();
  const validatorOf = (schema: object): ValidateFunction => {
    const validate = known.get(schema) ?? ajv.compile({ ...schema, components });
    known.set(schema, validate);
    return validate;
  };

  return (method, path, { status, headers, text }) => {
    const asked = `${method} ${path}`;
    const refuse = (why: string): never => {
      throw new NotAsDocumented(`${asked} answered ${status} ${text.slice(0, 500)}: ${why}`);
    };
    const template = Object.keys(paths).find((each) => matches(each, path)) ?? refuse('there is no such path');
    const verb = method.toLowerCase();
    const { responses } = paths[template]?.[verb] ?? refuse('the path has no such method');
    const { content = {} } = responses[status] ?? refuse('the route has no such status');
    const [type = ''] = (headers.get('content-type') ?? '').split(';');
    const { schema } = content[type] ?? refuse(`the body is ${type}`);
    const validate = validatorOf(schema);
    if (!validate(parsed(text, refuse))) refuse(ajv.errorsText(validate.errors, { dataVar: 'body' }));
  };
}

/** Whether a path is one of a template such as `/calls/{id}`. */
function matches(template: string, path: string): boolean {
  const [wanted, given] = [template, path].map((each) => each.split('/'));
  if (!wanted || given?.length !== wanted.length) return false;
  return wanted.every((segment, index) => (segment.startsWith('{') ? given[index] !== '' : segment === given[index]));
}

function parsed(text: string, refuse: (why: string) => never): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('the body is not JSON');
  }
}
