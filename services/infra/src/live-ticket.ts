/**
 * The function of `POST /live/tickets`, which gives who has signed in what opens a live socket; that of an operator gets
 * what is for all operators, too. Settings are checked as it starts.
 */
import { randomBytes } from 'node:crypto';
import type { LiveTicket } from '@patchbay/contracts';
import { httpHandler, OPERATORS, readEnvironment, signedInOptions } from '@patchbay/lambda';
import { createConnections, createSettings } from '@patchbay/repositories';
import { ticketEnvironment } from './live/environment.ts';

const environment = readEnvironment(ticketEnvironment, process.env);
const settings = createSettings({ table: environment.SETTINGS_TABLE });
const table = environment.CONNECTIONS_TABLE;
const connections = createConnections({ table, now: () => Date.now(), random: randomBytes });

export const handler = httpHandler(
  async ({ user }) => {
    const topic = user.groups.includes(OPERATORS) ? OPERATORS : undefined;
    const ticket: LiveTicket = await connections.createTicket(user.id, topic);
    return { status: 201, body: ticket };
  },
  signedInOptions('infra', environment, settings),
);
