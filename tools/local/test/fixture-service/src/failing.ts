export async function handler(): Promise<never> {
  throw new RangeError('as it should');
}
