/** What CONTRIBUTING.md says of adding a command is done to the letter, in a copy of the repository. */
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { newFolder } from './support/folders.ts';
import { start } from './support/process.ts';
import { repository } from './support/repository.ts';

const text = readFileSync(join(repository, 'CONTRIBUTING.md'), 'utf8');
const recipe =
  /^## A command in five minutes$([\s\S]*?)^Then `npm run grammar`/m.exec(text)?.[1] ?? '';

/** The steps: the path that each begins with, and the block that it shows. */
const steps = recipe
  .split(/^\d+\. /m)
  .slice(1)
  .map((step) => {
    const [, path = ''] = /^`([^`]+)`/.exec(step) ?? [];
    const [, block = ''] = /^ {3}```\w*\n([\s\S]*?)^ {3}```$/m.exec(step) ?? [];
    return { path, block: block.replaceAll(/^ {3}/gm, '') };
  });

/** An index with what stands in front of its first line of that kind, and one more name at the end of its list, if it has one. */
function listed(index: string, [imported = '', name]: readonly string[]): string {
  const [first = ''] = /^(import|export) /m.exec(imported) ?? [];
  const all = index.replace(new RegExp(`^${first}`, 'm'), `${imported}\n${first}`);
  return name === undefined ? all : all.replace(/^\}/m, `${name}\n}`);
}

describe('whoever adds a command as CONTRIBUTING.md says', () => {
  let folder: string;

  /** Runs Node in the copy; resolves to what it prints. */
  async function run(...args: string[]): Promise<string> {
    const inFolder = ['-c', 'cd "$0" && exec "$@"', folder, process.execPath];
    const { exited, stdout, stderr } = start('sh', [...inFolder, ...args]);
    expect(await exited, stdout() + stderr()).to.equal(0);
    return stdout();
  }

  const bin = (name: string): string => join(repository, 'node_modules', name);

  before(() => {
    folder = newFolder();
    const copied = ['grammar', 'server', 'client', 'client-ink', 'toml', 'spec', 'package.json'];
    // With what the compiler knows of it: only what is new, and what that concerns, is looked at.
    const known = 'dist/tsconfig.tsbuildinfo';
    for (const name of [...copied, 'tsconfig.json', 'PROTOCOL.md', known]) {
      cpSync(join(repository, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
    for (const { path, block } of steps) {
      const file = join(folder, path);
      const isIndex = path.endsWith('index.ts');
      const lines = block.split('\n').filter((line) => line !== '');
      writeFileSync(file, isIndex ? listed(readFileSync(file, 'utf8'), lines) : block);
    }
  });

  it('writes two files, names them in two lists, and has a conversation', () => {
    expect(steps.map(({ path }) => path)).to.deep.equal([
      'grammar/commands/shrug.ts',
      'grammar/commands/index.ts',
      'server/rooms/commands/shrug.ts',
      'server/rooms/commands/index.ts',
      'spec/transcripts/shrug.txt',
    ]);
  });

  it('has what compiles, and a reference of it', async () => {
    await run(bin('typescript/bin/tsc'), '--singleThreaded', '--preserveSymlinks');
    await run('grammar/generate.ts');
    const reference = readFileSync(join(folder, 'grammar/REFERENCE.md'), 'utf8');
    expect(reference).to.include('### `/shrug`').and.include('{"cmd":"shrug","room":"#tea"}');
  });

  // Those that go through all commands: the others find here what they find without the new one.
  it('sees the conversation go as it is written, and the specs of the language and of its commands pass', async () => {
    const grammar = 'spec/grammar/{catalogue,expect,generated,lines,wrong-lines}.spec.ts';
    const others = ['spec/rooms/natures.spec.ts', 'spec/client-ink/editor/complete.spec.ts'];
    const only = ['-g', 'shrug|^(?!a conversation|every refusal)'];
    const specs = ['spec/transcripts.spec.ts', grammar, ...others];
    const passed = await run(bin('mocha/bin/mocha.js'), ...only, ...specs);
    expect(passed).to.include('A shrug is something that one does');
    expect(passed).to.include('/shrug');
  });

  it('sees it completed and explained in the client', async () => {
    const script = `
      const { complete } = await import('./client-ink/editor/complete.ts');
      const { hint } = await import('./client-ink/layout/draft-hint.ts');
      const { noAliases } = await import('./client-ink/language/aliases.ts');
      const known = { rooms: ['#tea'], nicks: [] };
      const at = (text) => ({ text, caret: text.length });
      const choices = (text) => complete(at(text), known).choices;
      const hinted = hint(at('/shrug '), noAliases).map(({ text }) => text).join('');
      console.log(JSON.stringify([choices('/shr'), choices('/shrug #'), hinted]));
    `;
    const shown = JSON.parse(await run('--input-type=module', '--eval', script)) as unknown;
    expect(shown).to.deep.equal([
      ['/shrug '],
      ['#tea '],
      '/shrug [ROOM]  say that you do not know',
    ]);
  });
});
