import { readFileSync } from 'node:fs';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** The scripts of the page; each imports from those before it only. */
const SCRIPTS = [
  'dom.js',
  'table.js',
  'time.js',
  'json-view.js',
  'more.js',
  'summary.js',
  'legs.js',
  'findings.js',
  'details.js',
  'keys.js',
  'ladder.js',
  'attributes.js',
  'invocations.js',
  'bill.js',
  'main.js',
] as const;

/** In this order: later rules win. */
const STYLES = ['base', 'summary', 'findings', 'tables', 'ladder', 'details', 'narrow', 'print'] as const;

export const styles = (): string => STYLES.map((name) => read(`style/${name}.css`)).join('\n');

/**
 * The scripts as one: each in a scope of its own, with what it imports taken from those before it. They import only from
 * each other, by `import { a, b } from './x.js'`, and export only declarations, so no bundler is needed.
 */
export function linked(): string {
  return `const modules = {};\n${SCRIPTS.map(scope).join('')}`;
}

function scope(name: string): string {
  const source = read(`client/${name}`);
  const exported = [...source.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, declared = '']) => declared);
  const body = source
    .replace(/^import (\{[^}]*\}) from '\.\/([\w.-]+)';$/gm, "const $1 = modules['$2'];")
    .replace(/^export /gm, '');
  return `modules['${name}'] = (() => {\n${body}return { ${exported.join(', ')} };\n})();\n`;
}
