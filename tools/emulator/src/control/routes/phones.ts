import * as z from 'zod';
import { PhoneError } from '../../phones/errors.ts';
import type { Phone } from '../../phones/phone.ts';
import { ControlError } from '../errors.ts';
import { type Controlled, route } from '../route.ts';

const e164 = z.string().regex(/^\+[1-9]\d{1,14}$/, 'must be an E.164 number such as +12065550100');
const ms = z.int().min(0).max(3_600_000);

const farEnd = z.strictObject({
  does: z.enum(['answer', 'ring', 'no-answer', 'busy', 'reject', 'voicemail']),
  afterMs: ms.exactOptional(),
  sipCode: z.int().min(400).max(699).exactOptional(),
  says: z.string().max(1_000).exactOptional(),
  press: z
    .string()
    .regex(/^[0-9*#A-D]{1,50}$/)
    .exactOptional(),
  hangUpAfterMs: ms.exactOptional(),
});

export const phoneRoutes = [
  route({
    method: 'GET',
    path: '/phones/{number}',
    summary: 'A phone: its state and what it heard',
    answers: 'The phone.',
    handle: (controlled, { params }) => shown(phone(controlled, params)),
  }),
  route({
    method: 'POST',
    path: '/phones/{number}/dial',
    summary: 'Calls a number from this phone',
    answers: 'The phone, with the call it is in.',
    body: z.strictObject({
      to: e164,
      host: z.string().max(255).optional(),
      sipHeaders: z.record(z.string(), z.string()).optional(),
    }),
    handle: (controlled, { params, body: { to, host, sipHeaders } }) =>
      act(phone(controlled, params), (used) =>
        used.dial(to, { ...(host !== undefined && { host }), ...(sipHeaders && { sipHeaders }) }),
      ),
  }),
  route({
    method: 'POST',
    path: '/phones/{number}/press',
    summary: 'Presses keys',
    answers: 'The phone.',
    body: z.strictObject({ keys: z.string().regex(/^[0-9*#A-D]{1,50}$/, 'must be keys: 0 to 9, *, # and A to D') }),
    handle: (controlled, { params, body }) => act(phone(controlled, params), (used) => used.press(body.keys)),
  }),
  route({
    method: 'POST',
    path: '/phones/{number}/say',
    summary: 'Says something into this phone',
    answers: 'The phone.',
    body: z.strictObject({ text: z.string().min(1).max(1_000) }),
    handle: (controlled, { params, body }) => act(phone(controlled, params), (used) => used.say(body.text)),
  }),
  ...(['answer', 'reject', 'hangUp'] as const).map((what) =>
    route({
      method: 'POST',
      path: `/phones/{number}/${what === 'hangUp' ? 'hang-up' : what}`,
      summary: { answer: 'Answers', reject: 'Refuses the call', hangUp: 'Hangs up' }[what],
      answers: 'The phone.',
      handle: (controlled, { params }) => act(phone(controlled, params), (used) => used[what]()),
    }),
  ),
  route({
    method: 'PUT',
    path: '/phones/{number}/far-end',
    summary: 'Says what happens at this number when it is called',
    answers: 'Nothing.',
    body: farEnd,
    handle(controlled, { params, body }) {
      controlled.emulator.exchange.setFarEnd(phone(controlled, params).number, body);
      return {};
    },
  }),
  route({
    method: 'DELETE',
    path: '/phones/{number}/far-end',
    summary: 'At this number happens again what happened there at the start',
    answers: 'Nothing.',
    handle(controlled, { params }) {
      controlled.emulator.exchange.forgetFarEnd(phone(controlled, params).number);
      return {};
    },
  }),
];

function phone({ emulator }: Controlled, params: Readonly<Record<string, string>>): Phone {
  const number = e164.safeParse(params['number']);
  if (!number.success) throw new ControlError(400, 'The phone must be an E.164 number such as +12065550100.');
  return emulator.phone(number.data);
}

function act(used: Phone, what: (phone: Phone) => unknown): object {
  try {
    what(used);
  } catch (error) {
    if (error instanceof PhoneError) throw new ControlError(409, error.message);
    throw error;
  }
  return shown(used);
}

function shown({ number, state, transactionId, heardAll, line }: Phone): object {
  return {
    number,
    state,
    ...(transactionId !== undefined && { transactionId }),
    ...(line?.sipCode !== undefined && { sipCode: line.sipCode }),
    heard: heardAll,
  };
}
