import type { Command } from './command.ts';

/** By name, each loaded when it is asked for: one command needs little of what all of them do. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  call: async () => (await import('./call.ts')).call,
  demo: async () => (await import('./demo.ts')).demo,
  fuzz: async () => (await import('./fuzz.ts')).fuzz,
  import: async () => (await import('./import.ts')).importCommand,
  matrix: async () => (await import('./matrix.ts')).matrix,
  phone: async () => (await import('./phone.ts')).phone,
  replay: async () => (await import('./replay.ts')).replay,
  start: async () => (await import('./start.ts')).start,
  test: async () => (await import('./test.ts')).test,
  validate: async () => (await import('./validate.ts')).validate,
};
