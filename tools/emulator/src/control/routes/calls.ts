import * as z from 'zod';
import { EngineError } from '../../engine/errors.ts';
import type { CallRecord } from '../../trace/recorder.ts';
import { toJson } from '../../trace/to-json.ts';
import { ControlError } from '../errors.ts';
import { type Controlled, route } from '../route.ts';

const FORMATS = ['json', 'ladder', 'mermaid', 'entries'] as const;

export const callRoutes = [
  route({
    method: 'GET',
    path: '/calls',
    summary: 'Calls, the latest last',
    answers: 'For each call its id, whether it is up, and its numbers.',
    handle: ({ emulator }) => emulator.recorder.list().map(summary),
  }),
  route({
    method: 'GET',
    path: '/calls/{transactionId}',
    summary: 'What happened in a call',
    answers: 'The trace: events and responses, legs, what was heard, diagnostics.',
    query: { format: `One of ${FORMATS.join(', ')}; json unless given.` },
    handle: (controlled, { params, query }) => trace(find(controlled, params['transactionId']), query.get('format')),
  }),
  route({
    method: 'POST',
    path: '/calls/{transactionId}/update',
    summary: 'UpdateSipMediaApplicationCall, whichever application the call belongs to',
    answers: 'Nothing; CALL_UPDATE_REQUESTED follows.',
    body: z.strictObject({ arguments: z.record(z.string(), z.string()) }),
    handle({ emulator }, { params, body }) {
      try {
        emulator.update(params['transactionId'] ?? '', body.arguments);
        return {};
      } catch (error) {
        if (error instanceof EngineError && error.code === 'NotFound') throw new ControlError(404, error.message);
        throw error;
      }
    },
  }),
];

function find({ emulator }: Controlled, transactionId = ''): CallRecord {
  const record = emulator.call(transactionId);
  if (!record) throw new ControlError(404, `There is no call ${transactionId}; it may have been forgotten.`);
  return record;
}

function summary({ transactionId, startedAt, endedAt, entries }: CallRecord): object {
  const start = entries.find((entry) => entry.type === 'call-started');
  return {
    transactionId,
    startedAt,
    ...(endedAt !== undefined && { endedAt }),
    ...(start?.type === 'call-started' && { direction: start.direction, from: start.from, to: start.to }),
    findings: entries.filter((entry) => entry.type === 'diagnostic').length,
  };
}

/** Drawings are rarely asked for, and what draws them is slow to load. */
async function trace(record: CallRecord, format: string | null): Promise<unknown> {
  switch (format ?? 'json') {
    case 'json':
      return toJson(record);
    case 'entries':
      return record.entries;
    case 'ladder':
      return { contentType: 'text/plain; charset=utf-8', text: (await import('../../trace/ladder.ts')).ladder(record) };
    case 'mermaid':
      return {
        contentType: 'text/plain; charset=utf-8',
        text: (await import('../../trace/mermaid.ts')).mermaid(record),
      };
    default:
      throw new ControlError(400, `format is ${String(format)}; it can be ${FORMATS.join(', ')}.`);
  }
}
