import { diagnosticsTable } from '../../src/trace/diagnostics-table.ts';
import { operationsSection } from './operations.ts';
import type { Section } from './section.ts';

export const sections: readonly Section[] = [{ name: 'diagnostics', render: diagnosticsTable }, operationsSection];
