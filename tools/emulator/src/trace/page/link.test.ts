import { expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { Script } from 'node:vm';
import { linked, styles } from './link.ts';

const names = (folder: string): string[] => readdirSync(new URL(folder, import.meta.url)).sort();

test('every script of the page is in it, after those that it imports from', () => {
  const script = linked();
  const defined = [...script.matchAll(/^modules\['(.+?)'\] =/gm)].map(([, name = '']) => name);
  expect([...defined].sort()).toEqual(names('client'));
  for (const [, imported = ''] of script.matchAll(/= modules\['(.+?)'\];/g)) {
    expect(script.indexOf(`modules['${imported}'] =`)).toBeLessThan(script.indexOf(`= modules['${imported}'];`));
  }
  expect(() => new Script(script)).not.toThrow();
});

test('what a script imports is exported', () => {
  const script = linked();
  const exported = new Map(
    [...script.matchAll(/^modules\['(.+?)'\] =.*?^\s*return \{([^}]*)\};\n\}\)\(\);/gms)].map(
      ([, name = '', list = '']) => [name, list.split(',').map((each) => each.trim())],
    ),
  );
  const imports = [...script.matchAll(/const \{([^}]*)\} = modules\['(.+?)'\];/g)];
  expect(imports.length).toBeGreaterThan(20);
  for (const [, list = '', from = ''] of imports) {
    const wanted = list.split(',').map((each) => each.trim());
    expect(exported.get(from)).toEqual(expect.arrayContaining(wanted.filter((each) => each !== '')));
  }
});

test('every style is in it', () => {
  expect(styles().match(/@media print/g)).toHaveLength(1);
  expect(names('style')).toHaveLength(8);
});
