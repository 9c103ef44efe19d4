/** Whoever looks a command up in the manual page, or has a shell complete it. */
import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { commandLine } from '../../server/command-line.ts';
import { completionFor, type Shell } from '../../server/manual/completion.ts';
import { page } from '../../server/manual/page.ts';
import { allIn, treeOf } from '../../server/manual/tree.ts';

const tree = treeOf(commandLine(() => {}));
const all = allIn(tree);
const manual = page(tree, '1.2.3');

describe('whoever looks something up', () => {
  it('finds every command, argument and option in the manual page', () => {
    const plain = manual.replaceAll('\\-', '-');
    const commands = all.filter(({ entries }) => entries.length === 0);
    expect(commands.map(({ path }) => path.slice(1).join(' '))).to.include('account add');
    for (const { path, flags, places } of commands) {
      expect(plain, path.join(' ')).to.include(`\n.SS ${path.slice(1).join(' ')}\n`);
      for (const { written, env = '' } of flags) {
        expect(plain).to.include(`\n.B ${written}\n`).and.include(env);
      }
      for (const { description } of places) expect(plain).to.include(description);
    }
  });

  it('reads texts that end their lines where the terminal does, and nowhere else', () => {
    const broken = all.filter(({ description }) => description.includes('\n'));
    expect(broken.map(({ path }) => path.join(' '))).to.deep.equal([]);
  });

  it('finds no text that roff would take for an order of its own', () => {
    const orders = /^\.(?:TH|SH|SS|TP|PP|B|I|BR|br|nh)(?: |$)/;
    for (const line of manual.split('\n')) {
      if (/^[.']/.test(line)) expect(line).to.match(orders);
      expect(line.replace(/\\[-e&]/g, '')).to.not.include('\\');
    }
  });

  it('finds names as they are typed: roff hyphenates none, such as PAR-LANCE_DATA', () => {
    expect(manual.indexOf('\n.nh\n')).to.be.within(0, manual.indexOf('\n.SH '));
  });

  it('has a shell offer the words that an option may be, also behind an equals sign', () => {
    const typed = (words: string) =>
      `COMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _parlance; echo "\${COMPREPLY[@]}"`;
    const script = completionFor('bash', tree);
    const lines = ['serve --log-format ""', 'serve --durability = r', 'serve --log-level ='];
    const asked = lines.map((line) => typed(`parlance ${line}`)).join('\n');
    const offered = execFileSync('bash', ['-c', `${script}\n${asked}`], { encoding: 'utf8' });
    expect(offered).to.equal('auto text json\nrelaxed\ndebug info warn error\n');
    expect(completionFor('zsh', tree)).to.include(':(auto text json)');
    expect(completionFor('fish', tree)).to.include("-x -a 'auto text json'");
  });

  for (const shell of ['bash', 'zsh', 'fish'] satisfies Shell[]) {
    it(`finds every command and option in ${shell}`, () => {
      const script = completionFor(shell, tree);
      for (const { path, flags } of all) {
        expect(script).to.include(path.join(' '));
        for (const { long } of flags) {
          expect(script).to.include(shell === 'fish' ? `-l ${long.slice(2)} ` : long);
        }
      }
    });
  }
});
