import type { Condition } from '../flow/flow.ts';

/** Whether a value meets a condition. What is no number meets no condition on numbers. */
export function meets(value: string, { operator, operand }: Pick<Condition, 'operator' | 'operand'>): boolean {
  switch (operator) {
    case 'Equals':
      return value === operand;
    case 'TextStartsWith':
      return value.startsWith(operand);
    case 'TextEndsWith':
      return value.endsWith(operand);
    case 'TextContains':
      return value.includes(operand);
    case 'NumberGreaterThan':
      return numberOf(value) > numberOf(operand);
    case 'NumberGreaterOrEqualTo':
      return numberOf(value) >= numberOf(operand);
    case 'NumberLessThan':
      return numberOf(value) < numberOf(operand);
    case 'NumberLessOrEqualTo':
      return numberOf(value) <= numberOf(operand);
  }
}

/** NaN, with which nothing compares, for what is no number. */
const numberOf = (text: string): number => (text.trim() === '' ? NaN : Number(text));
