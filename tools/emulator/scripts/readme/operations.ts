import { models, type ServiceName } from '../../src/api/model/model.ts';
import type { OperationTable } from '../../src/api/operation.ts';
import { meetingsOperations } from '../../src/api/operations/meetings/table.ts';
import { voiceOperations } from '../../src/api/operations/voice/table.ts';
import type { Section } from './section.ts';

/** Every operation of both services, and whether it is emulated. */
export const operationsSection: Section = {
  name: 'operations',
  render: () =>
    [
      table('voice', 'Chime SDK Voice', voiceOperations),
      table('meetings', 'Chime SDK Meetings', meetingsOperations),
    ].join('\n\n'),
};

function table(service: ServiceName, title: string, emulated: OperationTable): string {
  const operations = Object.keys(models[service].operations).sort();
  const rows = operations.map((operation) => [operation, operation in emulated ? 'yes' : '–'] as const);
  const [name, state] = [title, `emulated: ${Object.keys(emulated).length} of ${operations.length}`];
  const nameWidth = Math.max(name.length, ...rows.map(([text]) => text.length));
  const line = (left: string, right: string): string => `| ${left.padEnd(nameWidth)} | ${right.padEnd(state.length)} |`;
  const rule = `| ${'-'.repeat(nameWidth)} | ${'-'.repeat(state.length)} |`;
  return [line(name, state), rule, ...rows.map(([left, right]) => line(left, right))].join('\n');
}
