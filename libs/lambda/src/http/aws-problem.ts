import { HttpProblem } from './http-problem.ts';

/** What AWS did not do; the refusals of Chime are such. */
export interface AwsRefusal {
  /** `throttled`, `quota`, or another word for the code. */
  reason: string;
  message: string;
  cause: unknown;
}

/** Seconds until it is worth another try. */
const SOON = { 'retry-after': '1' };
const LATER = { 'retry-after': '15' };

/** What AWS refused, as an answer: it is never the fault of whoever asks. */
export function awsProblem(step: string, { reason, message, cause }: AwsRefusal): HttpProblem {
  const about = { step, cause: cause instanceof Error ? cause : new Error(message) };
  switch (reason) {
    case 'throttled':
      return new HttpProblem(503, 'throttled', 'Too many calls at this moment', {
        ...about,
        detail: 'Try again in a second.',
        headers: SOON,
      });
    case 'quota':
      return new HttpProblem(503, 'all-lines-busy', 'All lines are busy', {
        ...about,
        detail: 'Try again when another call has ended.',
        headers: LATER,
      });
    default:
      return new HttpProblem(502, `aws-${reason}`, 'The telephone service could not do it', {
        ...about,
        detail: 'Try again. If it goes on, tell your administrator.',
      });
  }
}
