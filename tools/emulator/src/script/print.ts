import { stringify } from 'yaml';
import { writtenActionFault } from '../faults/action-fault-schema.ts';
import { writtenFault } from '../faults/schema.ts';
import { durationText } from '../yaml/scalars.ts';
import { writtenExpectation } from './expect/print.ts';
import type { Script, Step } from './script.ts';

/** The script as YAML that `parseScript` reads back to the same. */
export function printScript(script: Script): string {
  const { steps, number, from, callers, seed, switches, faults, failures } = script;
  const written = steps.map(withCaller);
  const header = {
    ...(number !== undefined && { number }),
    ...(from !== undefined && { from }),
    ...(callers && Object.keys(callers).length > 0 && { callers }),
    ...(seed !== undefined && { seed }),
    ...(switches && Object.keys(switches).length > 0 && { switches }),
    ...(faults && faults.length > 0 && { faults: faults.map(writtenFault) }),
    ...(failures && failures.length > 0 && { failures: failures.map(writtenActionFault) }),
  };
  const content = Object.keys(header).length > 0 ? { ...header, steps: written } : written;
  return stringify(content, {
    lineWidth: 0,
    aliasDuplicateObjects: false,
    schema: 'core',
    defaultStringType: 'PLAIN',
    defaultKeyType: 'PLAIN',
  });
}

function withCaller(step: Step): unknown {
  const written = writtenStep(step);
  if (step.type === 'far' || step.as === undefined) return written;
  return { ...(typeof written === 'string' ? { [written]: '' } : written), as: step.as };
}

function writtenStep(step: Step): object | string {
  switch (step.type) {
    case 'dial':
      return step.number === undefined ? 'dial' : { dial: step.number };
    case 'hear':
      return { hear: String(step.pattern) };
    case 'press':
      return { press: step.keys };
    case 'say':
      return { say: step.text };
    case 'wait':
      return { wait: durationText(step.ms) };
    case 'update':
      return { update: step.args };
    case 'hangup':
      return 'hangup';
    case 'expect':
      return { expect: writtenExpectation(step.expectation) };
    case 'far': {
      const { type, ...rest } = step;
      return { [type]: rest };
    }
  }
}
