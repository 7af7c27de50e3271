import { call } from './call.ts';
import type { Command } from './command.ts';
import { demo } from './demo.ts';
import { importCommand } from './import.ts';
import { phone } from './phone.ts';
import { replay } from './replay.ts';
import { start } from './start.ts';
import { validate } from './validate.ts';

export const commands: readonly Command[] = [call, demo, importCommand, phone, replay, start, validate];
