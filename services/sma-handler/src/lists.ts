/** Environment variables that hold several texts. */
import * as z from 'zod/mini';

/** Texts with commas; none when empty. */
const list = (item: RegExp, rule: string) =>
  z.pipe(
    z.string(rule).check(z.refine((text) => text === '' || text.split(',').every((part) => item.test(part)), rule)),
    z.transform((text) => (text === '' ? [] : text.split(','))),
  );
export const numberList = list(/^\+[1-9]\d{1,14}$/, 'must be E.164 numbers with commas');
