/** What is written for somebody who hears a terminal read aloud: each thing once, and a line never in another. */
import { expect } from 'chai';
import fc from 'fast-check';
import { noAliases } from '../../../client-ink/language/aliases.ts';
import { width } from '../../../client-ink/layout/text.ts';
import {
  changed,
  completed,
  dropped,
  entered,
  nothingTyped,
  printed,
  readOut,
  type Step,
  type Typing,
} from '../../../client-ink/plain/typing.ts';

const COLUMNS = 40;
const known = { rooms: ['#dev', '#desk'], nicks: ['bob', 'Berta'] };

/** Somebody types, others say something, and all that is written is kept. */
class Ear {
  typing: Typing = { ...nothingTyped, aliases: noAliases };
  written = '';

  takes(step: Step): void {
    this.typing = step.typing;
    this.written += step.written;
  }

  types(text: string): void {
    this.takes(changed(this.typing, { edit: 'insert', text }, COLUMNS));
  }

  deletes(edit: 'delete-back' | 'delete-word-back' | 'delete-to-start' | 'undo' | 'up'): void {
    this.takes(changed(this.typing, { edit }, COLUMNS));
  }

  hears(line: string): void {
    this.takes(printed(this.typing, line));
  }

  enters(): string {
    const step = entered(this.typing);
    this.takes(step);
    return step.line;
  }

  tabs(): void {
    this.takes(completed(this.typing, known, COLUMNS));
  }

  /** The rows as they stand: a backspace goes back, and a letter stands over what was there. */
  rows(): string[] {
    return this.written.split('\n').map((row) => {
      const cells: string[] = [];
      let at = 0;
      for (const letter of row) {
        if (letter === '\b') at -= 1;
        else {
          cells[at] = letter;
          if (width(letter) > 1) cells[at + 1] = '';
          at += width(letter);
        }
      }
      return cells.join('').trimEnd();
    });
  }
}

describe('the line that is typed without a screen', () => {
  it('is written as it is typed, and what arrives waits until it is sent', () => {
    const ear = new Ear();
    ear.hears('one');
    ear.types('he');
    ear.hears('two');
    ear.types('llo');
    ear.hears('three');
    expect(ear.written).to.equal('one\nhello');
    expect(ear.enters()).to.equal('hello');
    expect(ear.written).to.equal('one\nhello\ntwo\nthree\n');
    ear.hears('four');
    expect(ear.written).to.equal('one\nhello\ntwo\nthree\nfour\n');
  });

  it('lets what arrived be written when it is empty again, and when the person asks', () => {
    const ear = new Ear();
    ear.types('hm');
    ear.hears('one');
    ear.deletes('delete-back');
    expect(ear.rows()).to.deep.equal(['h']);
    ear.deletes('delete-back');
    expect(ear.rows()).to.deep.equal(['one', '']);
    ear.types('half');
    ear.hears('two');
    ear.takes(readOut(ear.typing));
    expect(ear.rows()).to.deep.equal(['one', 'half', 'two', 'half']);
    ear.hears('three');
    ear.takes(dropped(ear.typing));
    expect(ear.rows().slice(3)).to.deep.equal(['half', 'three', '']);
  });

  it('is written once more, in a row of its own, when it becomes another', () => {
    const ear = new Ear();
    ear.types('first');
    ear.enters();
    ear.types('se');
    ear.deletes('up');
    expect(ear.rows()).to.deep.equal(['first', 'se', 'first']);
    const long = 'x'.repeat(COLUMNS + 1);
    ear.deletes('delete-to-start');
    ear.types(long);
    ear.deletes('delete-back');
    expect(ear.rows().slice(3)).to.deep.equal([long.slice(1)]);
    expect(ear.written).not.to.match(/[\b]{41}/);
  });

  it('takes back as many columns as a character has', () => {
    const ear = new Ear();
    ear.types('a漢');
    ear.deletes('delete-back');
    expect(ear.written).to.equal('a漢\b\b  \b\b');
  });

  it('goes on by Tab, which names what fits', () => {
    const ear = new Ear();
    ear.types('/whoa');
    ear.tabs();
    expect(ear.written).to.equal('/whoami ');
    ear.enters();
    ear.types('/join #d');
    ear.tabs();
    expect(ear.rows().slice(1)).to.deep.equal(['/join #de']);
    ear.tabs();
    expect(ear.rows().slice(1)).to.deep.equal(['/join #de', '* #dev, #desk.', '/join #de']);
    ear.types('zz');
    ear.tabs();
    expect(ear.rows().slice(-2)).to.deep.equal(['* Nothing completes this.', '/join #dezz']);
  });

  it('says a password to nobody who listens', () => {
    const ear = new Ear();
    for (const letter of '/login ann s3cret') ear.types(letter);
    expect(ear.written).to.equal('/login ann ••••••');
    expect(ear.enters()).to.equal('/login ann s3cret');
    const short = new Ear();
    short.typing = { ...nothingTyped, aliases: new Map([['in', '/login ann $1']]) };
    for (const letter of '/in s3cret') short.types(letter);
    expect(short.written).to.equal('/in ••••••');
  });

  it('shows in its last row what is typed, tells each line once, and steers nothing, whatever is pressed', () => {
    const deed = fc.oneof(
      fc
        .constantFrom('a', ' ', '/', 'é', '漢', '👍', '\u05d0', '\x1b', '#d')
        .map((text) => ({ text })),
      fc
        .constantFrom(
          ...(['delete-back', 'delete-word-back', 'delete-to-start', 'undo', 'up'] as const),
        )
        .map((gone) => ({ gone })),
      fc.constantFrom('enter' as const, 'tab' as const, 'hear' as const).map((does) => ({ does })),
    );
    fc.assert(
      fc.property(fc.array(deed, { size: 'max', maxLength: 60 }), (deeds) => {
        const ear = new Ear();
        const told: string[] = [];
        for (const each of deeds) {
          if ('text' in each) ear.types(each.text);
          else if ('gone' in each) ear.deletes(each.gone);
          else if (each.does === 'enter') ear.enters();
          else if (each.does === 'tab') ear.tabs();
          else {
            told.push(`= ${told.length}`);
            ear.hears(told.at(-1) ?? '');
          }
        }
        expect(ear.written).not.to.match(/[\x1b\r\f\v]/);
        ear.enters();
        expect(ear.rows().filter((row) => row.startsWith('= '))).to.deep.equal(told);
        expect(ear.rows().at(-1)).to.equal('');
      }),
      { seed: 4, numRuns: 20 },
    );
  });
});
