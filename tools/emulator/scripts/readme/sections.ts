import { diagnosticsTable } from '../../src/trace/diagnostics-table.ts';
import { actionsSection } from './actions.ts';
import { faultsSection } from './faults.ts';
import { openPointsSection } from './open-points.ts';
import { operationsSection } from './operations.ts';
import { sampleTrace } from './sample-trace.ts';
import type { Section } from './section.ts';
import { supportedSection } from './supported.ts';

export interface Generated {
  /** The page that has the sections. */
  readme: URL;
  sections: readonly Section[];
}

/** Everything in a README or a page of docs/ that is made from the code. */
export async function generated(): Promise<readonly Generated[]> {
  return [
    {
      readme: new URL('../../README.md', import.meta.url),
      sections: [
        { name: 'diagnostics', render: diagnosticsTable },
        actionsSection,
        openPointsSection,
        operationsSection,
      ],
    },
    { readme: new URL('../../docs/faults.md', import.meta.url), sections: [faultsSection] },
    {
      readme: new URL('../../../../README.md', import.meta.url),
      sections: [await sampleTrace(), supportedSection],
    },
  ];
}
