import type { Route } from '../route.ts';
import { callRoutes } from './calls.ts';
import { clockRoutes } from './clock.ts';
import { meetingRoutes } from './meetings.ts';
import { phoneRoutes } from './phones.ts';
import { scriptRoutes } from './scripts.ts';
import { stateRoutes } from './state.ts';

export const routes: readonly Route[] = [
  ...stateRoutes,
  ...clockRoutes,
  ...callRoutes,
  ...phoneRoutes,
  ...meetingRoutes,
  ...scriptRoutes,
];
