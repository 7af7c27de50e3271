import { call } from './call.ts';
import type { Command } from './command.ts';
import { demo } from './demo.ts';
import { phone } from './phone.ts';
import { start } from './start.ts';
import { validate } from './validate.ts';

export const commands: readonly Command[] = [call, demo, phone, start, validate];
