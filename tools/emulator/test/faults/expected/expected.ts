import type { DiagnosticCode } from '../../../src/trace/diagnostics.ts';

/** What is known about a call that a fault hit. The tests check all of it; docs/faults.md shows it. */
export interface Expected {
  /** Everything that the caller hears. */
  heard: readonly string[];
  /** From the event that is hit to the next thing that the caller hears, or to the end of his leg; seconds. */
  waits: number;
  /** With which the service ends the caller's leg; 0 is normal clearing. */
  sipCode: number;
  /** What became of each invocation, event by event; in brackets what came too late to be used. */
  trace: readonly string[];
  /** What the emulator says about the call, each once; open points aside. */
  diagnostics: readonly DiagnosticCode[];
}
