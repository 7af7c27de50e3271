/** An action of IAM on a resource: granted by a role, or used by a request. */
export interface Right {
  /** Such as `dynamodb:GetItem`. */
  action: string;
  /** An ARN; `*` for an action that AWS knows no resource of. In what is granted, `*` and `?` stand for others. */
  resource: string;
}

/** Whether a right is enough for what is used. `*` alone is enough for nothing that has a resource. */
export function covers(granted: Right, used: Right): boolean {
  if (granted.action !== used.action) return false;
  if (granted.resource === '*' || used.resource === '*') return granted.resource === used.resource;
  return patternOf(granted.resource).test(used.resource);
}

export const textOf = ({ action, resource }: Right): string => `${action} on ${resource}`;

function patternOf(resource: string): RegExp {
  const escaped = resource.replaceAll(/[\\^$.+()[\]{}|]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
