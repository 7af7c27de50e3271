/** The claim `cognito:groups`: a list, or what API Gateway's authorizer makes of one, the text `[a b]`. */
export function readGroups(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.filter((group) => typeof group === 'string');
  if (typeof claim !== 'string') return [];
  // No name of a group has a space in it.
  const [, inside = claim] = /^\[(.*)\]$/.exec(claim) ?? [];
  return inside.split(' ').filter((group) => group !== '');
}
