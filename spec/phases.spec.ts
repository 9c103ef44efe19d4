/** The name of a spec's file tells in which phase of `npm test` it runs: see CONTRIBUTING.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { repository } from './support/repository.ts';

/** Whatever imports one of these starts processes. */
const starters = ['spec/support/process.ts', 'spec/client-ink/support/terminal.ts'];

const imports = /^(?:import|export)\s(?!type\s)[^;'"]*?\bfrom\s*'(\.[^']+)'/gm;

/** The files of spec/ that a file comes to by its imports, itself among them. */
function reached(path: string, known = new Set<string>()): Set<string> {
  if (known.has(path) || !path.startsWith('spec/')) return known;
  known.add(path);
  const source = readFileSync(join(repository, path), 'utf8');
  for (const [, from = ''] of source.matchAll(imports)) reached(join(dirname(path), from), known);
  return known;
}

describe('a spec', () => {
  const specs = readdirSync(join(repository, 'spec'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => join('spec', name));

  it('that starts processes says so in its name, as does no other', () => {
    const starts = (path: string): boolean =>
      starters.some((starter) => reached(path).has(starter));
    const isNamedSo = (path: string): boolean => /\.(process|tty|flood)\.spec\.ts$/.test(path);
    expect(specs.filter(starts)).to.deep.equal(specs.filter(isNamedSo));
  });
});
