import type { Step } from './script.ts';

/** A step as messages name it. */
export function titleOf(step: Step): string {
  const title = titled(step);
  return step.type !== 'far' && step.as !== undefined ? `${title}, as ${step.as}` : title;
}

function titled(step: Step): string {
  switch (step.type) {
    case 'dial':
      return step.number === undefined ? 'dial' : `dial ${step.number}`;
    case 'hear':
      return `hear ${typeof step.pattern === 'string' ? `"${step.pattern}"` : String(step.pattern)}`;
    case 'press':
      return `press ${step.keys}`;
    case 'say':
      return `say "${step.text}"`;
    case 'wait':
      return `wait ${step.ms / 1000} s`;
    case 'update':
    case 'hangup':
    case 'expect':
      return step.type;
    case 'far':
      return `far ${step.number} ${step.does}`;
  }
}
