import { operationsSection } from './operations.ts';
import type { Section } from './section.ts';

export const sections: readonly Section[] = [operationsSection];
