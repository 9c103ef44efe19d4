/** The line in the person's own editor. */
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { editBy, editorOf } from '../../../client-ink/programs/external-editor.ts';
import { inTurn } from '../../../client-ink/terminal/lending.ts';
import { newFolder } from '../../support/folders.ts';
import { ann } from '../sitter.ts';

/** A program that does `what` with the file that it is given. */
function program(what: string): string {
  const file = join(newFolder(), 'an editor');
  writeFileSync(file, `#!/bin/sh\n${what}\n`);
  chmodSync(file, 0o755);
  return `"${file}"`;
}

describe('somebody’s own editor', () => {
  it('is VISUAL, else EDITOR, else vi', () => {
    expect(editorOf({ VISUAL: 'code -w', EDITOR: 'nano' })).to.equal('code -w');
    expect(editorOf({ VISUAL: '', EDITOR: 'nano' })).to.equal('nano');
    expect(editorOf({})).to.equal('vi');
  });

  it('gets the line in a file of its own, which nobody else may read, and gives back what was saved', async () => {
    const rights = program('stat -c %a "$1" >> "$1"; echo "$1" >> "$1"');
    const edited = await editBy(rights, 'two\nlines');
    const [one, two, mode, file = ''] = ('text' in edited ? edited.text : '').split('\n');
    expect([one, two, mode]).to.deep.equal(['two', 'lines', '600']);
    expect(file).to.match(/message\.txt$/);
    expect(existsSync(dirname(file))).to.equal(false);
  });

  it('leaves the line as it was when it fails', async () => {
    const failed = await editBy(program('echo spoilt > "$1"; exit 3'), 'whole');
    expect(failed)
      .to.have.property('why')
      .that.matches(/ended with 3: the line is as it was\.$/);
  });

  it('waits until the terminal is back from whoever else has it, whatever became of that', async () => {
    let isLent = false;
    const lendNext = inTurn(async (meanwhile) => {
      if (isLent) throw new Error('The terminal is already suspended.');
      isLent = true;
      await meanwhile().finally(() => {
        isLent = false;
      });
    });
    const all = await Promise.allSettled([
      lendNext(() => Promise.resolve()),
      lendNext(() => Promise.reject(new Error('failed'))),
      lendNext(() => Promise.resolve()),
    ]);
    expect(all.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('is lent the terminal, and what it made of the line can be taken back', () => {
    const person = ann();
    person.types('half a sen');
    person.effects = [];
    person.presses('alt-e');
    const [effect] = person.effects;
    expect(effect).to.include({ do: 'edit', text: 'half a sen' });
    if (effect?.do !== 'edit') return;
    person.presses('alt-3');
    person.takes({ in: 'edited', place: effect.place, text: 'a whole\nsentence' });
    person.presses('alt-2');
    expect(person.screen()).to.match(/ann> a whole *\n *sentence/);
    person.presses('alt-z');
    person.presses('alt-z');
    expect(person.screen()).to.include('ann> half a sen');
  });

  it('is not given a line that may hold a password', () => {
    const person = ann();
    person.types('/login ann correct-horse');
    person.effects = [];
    person.presses('alt-e');
    expect(person.effects).to.deep.equal([]);
    expect(person.hint()).to.include('is not given to another program');
  });
});
