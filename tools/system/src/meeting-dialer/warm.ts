import {
  addParticipantsRequest,
  createMeetingRequest,
  joinAsGuestRequest,
  joinMeetingRequest,
} from '@patchbay/contracts';
import {
  addParticipants,
  callAgain,
  createMeeting,
  endMeeting,
  invite,
  inviteBatch,
  joinAsGuest,
  joinMeeting,
  listParticipants,
  presence,
  resendMail,
  uploaded,
} from '@patchbay/meeting-dialer';
import { anybody, createLogger, httpHandler, type HttpHandler, smaHandler } from '@patchbay/lambda';
import { createRouter } from '@patchbay/sma';
import { meetingDialer, type MeetingDialerDeps } from '@patchbay/sma-handler';
import type { Context } from 'aws-lambda';
import type { System } from './system.ts';

export interface HttpAsked {
  route: string;
  eventId: string;
  id?: string;
  body?: object;
  /** Whose e-mail address is this name at example.com. */
  by: string;
}

const PLENTY_MS = 60_000;

/** The functions as they are deployed, each put together once: whatever they are asked, they have answered before. */
export function createWarm(system: Pick<System, 'warm'>) {
  const { api, invite: inviting, flow } = system.warm();
  const loggerOf = () => createLogger({ serviceName: 'meeting-dialer', logLevel: 'DEBUG' });
  const queueLogger = loggerOf();
  const now = () => 0;
  const verify = async (token = '') => {
    const id = token.replace('Bearer ', '');
    return { ok: true, user: { id, email: `${id}@example.com`, groups: [] } } as const;
  };
  const around = () => ({ logger: loggerOf(), now, verify });
  const routes: Readonly<Record<string, HttpHandler>> = {
    create: httpHandler((request) => createMeeting(request, api), { ...around(), body: createMeetingRequest }),
    add: httpHandler((request) => addParticipants(request, api), { ...around(), body: addParticipantsRequest }),
    list: httpHandler((request) => listParticipants(request, api), around()),
    join: httpHandler((request) => joinMeeting(request, api), { ...around(), body: joinMeetingRequest }),
    guest: httpHandler((request) => joinAsGuest(request, api), {
      ...around(),
      verify: anybody,
      body: joinAsGuestRequest,
    }),
    end: httpHandler((request) => endMeeting(request, api), around()),
    resend: httpHandler((request) => resendMail(request, api), around()),
    call: httpHandler((request) => callAgain(request, api), around()),
  };
  const router = createRouter<MeetingDialerDeps>({
    ...{ flows: [meetingDialer], deps: flow, report: () => undefined },
    flowFor: () => meetingDialer.name,
  });
  const sma = smaHandler(router, loggerOf(), { now });
  return {
    async http({ route, eventId, id, body, by }: HttpAsked): Promise<unknown> {
      const event = {
        routeKey: route,
        headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
        pathParameters: { eventId, ...(id !== undefined && { id }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      };
      return routes[route]?.(event, contextOf(by));
    },
    sma: async (event: unknown, by: string): Promise<unknown> => sma(event, contextOf(by)),
    queue: (message: object) =>
      inviteBatch(
        { Records: [{ messageId: 'm', body: JSON.stringify(message) }] },
        {
          invite: (each) => invite(each, inviting, () => PLENTY_MS),
          done: ({ series }, invited) => queueLogger.info('invitations were seen to', { series, ...invited }),
          failed: (error) => queueLogger.error('an invitation failed', { error: error as Error }),
        },
      ),
    presence: (event: unknown) => presence(event, api),
    async upload(text: string): Promise<unknown> {
      const written: string[] = [];
      const uploads = { read: async () => text, write: async (_key: string, json: string) => void written.push(json) };
      const detail = { object: { key: 'people.json', size: text.length } };
      await uploaded({ time: new Date(api.now()).toISOString(), detail }, { ...api, uploads });
      return written;
    },
  };
}

const contextOf = (by: string) => ({ awsRequestId: `request of ${by}` }) as Context;
