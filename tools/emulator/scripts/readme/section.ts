/** A part of the README that is generated from the code, between `<!-- name -->` and `<!-- /name -->`. */
export interface Section {
  name: string;
  render(): string;
}

/** The text with every section's content put in anew. Throws when a section's markers are missing. */
export function withSections(text: string, sections: readonly Section[]): string {
  return sections.reduce((result, { name, render }) => {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const from = result.indexOf(start);
    const to = result.indexOf(end);
    if (from < 0 || to < from) throw new Error(`The README lacks ${start} and ${end}`);
    return `${result.slice(0, from + start.length)}\n\n${render()}\n\n${result.slice(to)}`;
  }, text);
}
