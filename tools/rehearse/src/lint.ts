import { globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './command.ts';
import { RehearsalError } from './errors.ts';
import { preparePython } from './python.ts';
import type { Report } from './report.ts';
import { BIN, ROOT } from './workspace.ts';

const PACKAGE_MS = 300_000;
const LINT_MS = 120_000;
const TEMPLATES = 'services/*/.serverless/cloudformation-template-*-stack.json';
/** What Serverless writes beside a reference that says it already. */
const IGNORED = 'W3005';

/** Packages every service and checks its templates. @throws {RehearsalError} a template has a mistake, or a warning */
export async function lintTemplates(report: Report, signal: AbortSignal): Promise<void> {
  const programs = await report.step('Python has what is needed', () => preparePython(signal));
  const env = { ...process.env, PATH: [BIN, process.env['PATH']].join(delimiter), NX_NO_CLOUD: 'true' };
  const packaging = { cwd: ROOT, env, timeoutMs: PACKAGE_MS, signal };
  await report.step('every service is packaged', () => run(join(BIN, 'nx'), ['run-many', '-t', 'package'], packaging));
  const templates = globSync(TEMPLATES, { cwd: ROOT }).sort();
  if (templates.length === 0) throw new RehearsalError('There is no packaged template.');
  const args = ['--ignore-checks', IGNORED, '--', ...templates];
  const options = { cwd: ROOT, env, timeoutMs: LINT_MS, signal };
  await report.step(`cfn-lint finds nothing in ${templates.length} templates`, () =>
    run(join(programs, 'cfn-lint'), args, options),
  );
}
