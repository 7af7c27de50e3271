import { Refusal } from '../../aws/refusal.ts';
import { ControlError } from '../errors.ts';
import { numbersToDial } from '../numbers.ts';
import { route } from '../route.ts';
import { exportState, importState, stateSchema } from '../state.ts';

export const stateRoutes = [
  route({
    method: 'GET',
    path: '/health',
    summary: 'Whether the emulator answers',
    answers: 'Its state, how many calls are up, and how many listen to the live events.',
    handle: ({ emulator, listeners }) => ({
      status: 'ok',
      calls: emulator.engine.transactions.size,
      listeners: listeners(),
    }),
  }),
  route({
    method: 'POST',
    path: '/reset',
    summary: 'Ends and forgets all calls and takes back every change',
    answers: 'Nothing.',
    handle(controlled) {
      controlled.reset();
      return {};
    },
  }),
  route({
    method: 'GET',
    path: '/numbers',
    summary: 'Numbers to dial',
    answers: 'Each number that a SIP rule leads to an application, with the names of its applications.',
    handle: ({ directory }) => numbersToDial(directory),
  }),
  route({
    method: 'GET',
    path: '/state',
    summary: 'Everything that is provisioned, for PUT /state',
    answers: 'Numbers, rules, applications, Voice Connectors and meetings.',
    handle: (controlled) => exportState(controlled),
  }),
  route({
    method: 'PUT',
    path: '/state',
    summary: 'Takes the place of everything that is provisioned',
    answers: 'Nothing.',
    body: stateSchema,
    handle(controlled, { body }) {
      try {
        importState(controlled, body);
      } catch (error) {
        if (error instanceof Refusal) throw new ControlError(400, error.message);
        throw error;
      }
      return {};
    },
  }),
];
