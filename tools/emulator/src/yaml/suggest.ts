import { closestMatch } from 'leven';

/** ` Did you mean "x"?` for a misspelt word, or nothing when no allowed one is near. */
export function didYouMean(word: string, allowed: readonly string[]): string {
  const lower = word.toLowerCase();
  const near = closestMatch(
    lower,
    allowed.map((name) => name.toLowerCase()),
    { maxDistance: word.length < 3 ? 1 : Math.max(2, Math.floor(word.length / 3)) },
  );
  const name = allowed.find((candidate) => candidate.toLowerCase() === near);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}
