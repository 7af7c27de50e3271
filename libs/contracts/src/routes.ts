import { AWS, BAD_BODY, type ApiRoute } from './api-route.ts';
import { call } from './call.ts';
import { callList, createCallRequest, createCallResponse, digitsAccepted, digitsRequest } from './calls-api.ts';
import {
  actionAccepted,
  actionRequest,
  conference,
  conferenceList,
  createConferenceRequest,
  liveCallList,
} from './conferences-api.ts';
import { liveTicket } from './live.ts';
import { meetingRoutes } from './meeting-routes.ts';

export type { ApiRoute };

const NO_SUCH_CALL = 'You have no call of this id.';
const FOR_OPERATORS = { 403: 'You are no operator, or your e-mail address may not use this: `code` says which.' };

/** What an operator does with a live call; of both functions that do it. */
const action = {
  method: 'POST',
  body: actionRequest,
  answers: {
    202: {
      about: 'It is on its way to the call; what comes of it is told over the live socket.',
      schema: actionAccepted,
    },
  },
  problems: {
    ...FOR_OPERATORS,
    ...BAD_BODY,
    404: 'No call of a conference has this id.',
    409: 'The call is over.',
    502: AWS,
  },
} as const;

export const routes: readonly ApiRoute[] = [
  {
    method: 'POST',
    path: '/calls',
    summary: 'Makes a meeting for the browser and calls a number from it',
    body: createCallRequest,
    headers: {
      'Idempotency-Key':
        'A new UUID for each call: asked again with it, the call is placed once. 8 to 64 of A-Za-z0-9_-.',
    },
    answers: {
      201: { about: 'The call is being placed. The meeting is joined as the attendee.', schema: createCallResponse },
      200: { about: 'The call that was placed with this Idempotency-Key.', schema: createCallResponse },
    },
    problems: {
      ...BAD_BODY,
      409: 'A call with this Idempotency-Key is being placed at this moment.',
      410: 'The call of this Idempotency-Key is over.',
      422: 'The number can not be called, or the Idempotency-Key was used for another one: `code` says which.',
      429: 'More calls than are allowed; Retry-After says when there is another one.',
      502: AWS,
    },
  },
  {
    method: 'GET',
    path: '/calls',
    summary: 'Your calls of the last day, the latest first',
    query: {
      limit: 'How many at most: 1 to 50, 20 unless given.',
      before: '`createdAt` of the last call of the page before.',
    },
    answers: { 200: { about: 'A page of calls.', schema: callList } },
    problems: { 400: 'A parameter of the query is not as it must be.' },
  },
  {
    method: 'GET',
    path: '/calls/{id}',
    summary: 'What has become of a call',
    answers: { 200: { about: 'The call.', schema: call } },
    problems: { 404: NO_SUCH_CALL },
  },
  {
    method: 'POST',
    path: '/calls/{id}/digits',
    summary: 'Sends digits to the other side, in the order of their numbers',
    body: digitsRequest,
    answers: { 202: { about: 'They are sent when those before them have been.', schema: digitsAccepted } },
    problems: {
      ...BAD_BODY,
      404: NO_SUCH_CALL,
      409: 'The other side has not answered yet, or the call is over.',
      502: AWS,
    },
  },
  {
    method: 'POST',
    path: '/calls/{id}/hangup',
    summary: 'Ends a call in any state',
    answers: {
      202: { about: 'The call is ending; one that is not connected yet ends as soon as it is.', schema: call },
      200: { about: 'The call was over already.', schema: call },
    },
    problems: { 404: NO_SUCH_CALL, 502: AWS },
  },
  {
    method: 'POST',
    path: '/live/tickets',
    summary: 'Gives what opens the live socket: `?ticket=…`, once, within 30 seconds',
    answers: { 201: { about: 'The ticket.', schema: liveTicket } },
    problems: {},
  },
  {
    method: 'POST',
    path: '/conferences',
    summary: 'For operators: opens a conference, which callers join with its PIN, for a day',
    body: createConferenceRequest,
    answers: { 201: { about: 'It is open.', schema: conference } },
    problems: { ...FOR_OPERATORS, ...BAD_BODY, 409: 'The PIN is in use.' },
  },
  {
    method: 'GET',
    path: '/conferences',
    summary: 'For operators: the conferences that are open, the latest first, 100 at most',
    answers: { 200: { about: 'The conferences.', schema: conferenceList } },
    problems: FOR_OPERATORS,
  },
  {
    method: 'GET',
    path: '/live-calls',
    summary: 'For operators: the callers of a conference, whoever came first comes first, 500 at most',
    query: { conference: 'The id of the conference. It must be given.' },
    answers: { 200: { about: 'The callers; none if there is no such conference.', schema: liveCallList } },
    problems: { ...FOR_OPERATORS, 400: 'A parameter of the query is not as it must be.' },
  },
  {
    path: '/live-calls/{transactionId}/actions',
    summary: 'For operators: does something with a live call',
    ...action,
  },
  {
    path: '/python/live-calls/{transactionId}/actions',
    summary: 'For operators: the same, done by a function in Python',
    ...action,
  },
  ...meetingRoutes,
];
