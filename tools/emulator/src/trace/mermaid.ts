import type { CallRecord } from './recorder.ts';
import { fit } from './text.ts';
import { timelineOf, type Party, type Step } from './timeline.ts';

const NAMES: Readonly<Record<Party, string>> = { A: 'A', service: 'S', function: 'F', B: 'B' };

/** The same call as a Mermaid sequence diagram, for a page or a README. Ends with a line end. */
export function mermaid(record: CallRecord): string {
  const { parties, steps } = timelineOf(record);
  const everyone = [...new Set([parties.at(0), parties.at(-1)])].flatMap((end) =>
    end === undefined ? [] : [NAMES[end.party]],
  );
  const lines = [
    'sequenceDiagram',
    ...parties.map(
      ({ party, title, name }) =>
        `    participant ${NAMES[party]} as ${[title, name]
          .filter((text) => text !== '')
          .map(label)
          .join('<br/>')}`,
    ),
  ];
  let shown = -1;
  for (const step of steps) {
    const time = step.at === shown ? '' : `${(step.at / 1_000).toFixed(3)} s · `;
    lines.push(`    ${lineOf(step, everyone.join(','))}: ${label(time + step.text)}`);
    shown = step.at;
  }
  return `${lines.join('\n')}\n`;
}

function lineOf(step: Step, everyone: string): string {
  switch (step.type) {
    case 'arrow':
      return `${NAMES[step.from]}${step.from === 'function' ? '-->>' : '->>'}${NAMES[step.to]}`;
    case 'bridge':
      return 'A<<->>B';
    case 'note':
      return `Note over ${NAMES[step.over]}`;
    case 'remark':
      return `Note over ${everyone}`;
  }
}

/** `;` and line ends would end the statement, `#` starts a code, HTML would be drawn; the parser treats two words in its own way wherever they stand. */
function label(text: string): string {
  const escaped = fit(text, 160).replace(
    /[^\p{L}\p{M}\p{N} .,:!?'"()[\]{}*/+=_…·→-]/gu,
    (character) => `#${character.codePointAt(0) ?? 0};`,
  );
  return escaped
    .replace(/style/gi, (word) => `${word.slice(0, 2)}#${word.codePointAt(2) ?? 0};${word.slice(3)}`)
    .replace(/classDef/gi, (word) => `class#68;${word.slice(6)}`);
}
