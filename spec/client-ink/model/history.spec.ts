/** How a person reads what was said long ago and comes back, without a terminal. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { EventOf } from '../../../grammar/events.ts';
import { ann, ok, page, type Sitter, sitter } from '../sitter.ts';

/** Ann, who has come into #dev, where bob has counted to `count`; the server answers what she asks. */
class Reader {
  readonly person: Sitter;
  /** So many there are. */
  count: number;
  asked = 0;
  readonly #waiting: Asked[] = [];

  constructor(count: number) {
    this.count = count;
    this.person = sitter();
    this.person.connects('ann');
    for (let each = 1; each <= count; each += 1) this.person.message('bob', '#dev', '');
    this.person.isIn('#dev', 'bob');
    this.answers();
  }

  /** All that was asked is answered, as the server does it. */
  answers(): void {
    while (this.answersOne()) {}
  }

  /** What was asked first is answered; false when nothing was. */
  answersOne(): boolean {
    for (const command of this.person.sent()) {
      if (command.cmd === 'history') this.#waiting.push(command);
    }
    const command = this.#waiting.shift();
    if (command === undefined) return false;
    this.asked += 1;
    this.person.hears(this.#page(command), ok(command.tag ?? ''));
    return true;
  }

  /** Bob counts on. */
  counts(): void {
    this.count += 1;
    this.person.says('bob', '#dev', `number ${this.count}.`);
  }

  #page({ tag = '', before, after, around, limit = 50 }: Asked): EventOf<'history'> {
    const first = after ?? (around === undefined ? undefined : around - Math.ceil(limit / 2) - 1);
    if (first !== undefined) {
      const from = Math.max(0, first) + 1;
      const to = Math.min(this.count, from + limit - 1);
      return page(tag, from, to, to < this.count);
    }
    const to = (before ?? this.count + 1) - 1;
    const from = Math.max(1, to - limit + 1);
    return page(tag, from, to, from > 1);
  }

  presses(...keys: string[]): void {
    for (const key of keys) {
      this.person.presses(key);
      this.answers();
    }
  }

  /** The numbers in view. */
  get seen(): number[] {
    return [...this.person.window().matchAll(/number (\d+)\./g)].map(([, number]) =>
      Number(number),
    );
  }
}

type Asked = { tag?: string; before?: number; after?: number; around?: number; limit?: number };

const isRow = (numbers: number[]): boolean =>
  numbers.every((number, index) => index === 0 || number === numbers[index - 1]! + 1);

describe('what was said long ago', () => {
  it('is read page by page to the very first of 5,000 messages, with nothing left out', () => {
    const reader = new Reader(5000);
    let top = reader.seen[0]!;
    for (let press = 0; press < 600 && top > 1; press += 1) {
      reader.presses('pageup');
      expect(isRow(reader.seen)).to.equal(true);
      expect(reader.seen.at(-1)).to.be.at.least(top - 1);
      top = reader.seen[0]!;
    }
    expect(top).to.equal(1);
    expect(reader.asked).to.equal(25);
    expect(reader.person.window()).to.match(/This is where #dev begins/);
  });

  it('is a key away from its beginning, and another key leads back', () => {
    const reader = new Reader(5000);
    reader.presses('ctrl-home');
    expect(reader.seen[0]).to.equal(1);
    expect(reader.person.screen()).to.match(/↓ the past/);
    reader.presses('escape');
    expect(reader.seen.at(-1)).to.equal(5000);
    expect(reader.asked).to.equal(2);
  });

  it('is gone to by number, with what was said around it', () => {
    const reader = new Reader(5000);
    reader.person.enters('/history around=2500');
    reader.answers();
    expect(reader.person.chosen()).to.match(/number 2500\./);
    expect(reader.seen).to.include.members([2495, 2505]);
  });

  it('goes on downwards until it is joined to the newest, and never shows a gap as none', () => {
    const reader = new Reader(1000);
    reader.person.enters('/history around=300');
    reader.answers();
    reader.presses('escape');
    let last = reader.seen.at(-1)!;
    for (let press = 0; press < 100 && last < 1000; press += 1) {
      reader.presses('pagedown');
      expect(isRow(reader.seen)).to.equal(true);
      expect(reader.seen[0]).to.be.at.most(last + 1);
      last = reader.seen.at(-1)!;
    }
    expect(last).to.equal(1000);
    expect(reader.person.screen()).to.not.match(/below|the past/);
    reader.person.says('bob', '#dev', 'and now?');
    expect(reader.person.window()).to.match(/number 1000\.\n.*and now\?$/);
  });

  it('does not move while others talk; what they say is counted and found at the end', () => {
    const reader = new Reader(1000);
    const { person } = reader;
    person.enters('/history around=300');
    reader.answers();
    person.presses('escape');
    const before = person.window();
    person.says('bob', '#dev', 'news');
    expect(person.window()).to.equal(before);
    expect(person.screen()).to.match(/↓ 1 new below/);
    expect(person.counts('#dev').unread).to.equal(1);
    person.presses('escape');
    expect(person.window()).to.match(/number 1000\.\n.* new .*\n.*news/);
    expect(person.counts('#dev').unread).to.equal(0);
  });

  it('says where it ends when the server can not be asked for more', () => {
    const reader = new Reader(1000);
    const { person } = reader;
    person.enters('/history around=300');
    reader.answers();
    person.learns({ link: 'lost', reason: 'gone' });
    person.presses(...Array<string>(20).fill('pagedown'));
    expect(person.window()).to.match(/number 399\. *\n─+ newer messages are below ─+/);
    person.enters('/history around=800');
    expect(person.hint()).to.match(/when the server can be reached/);
  });

  it('is read again after a new session, from where one was', () => {
    const reader = new Reader(1000);
    const { person } = reader;
    person.enters('/history around=300');
    reader.answers();
    person.connects('ann');
    person.isIn('#dev', 'bob');
    person.sent();
    reader.presses('pageup', ...Array<string>(60).fill('pagedown'));
    expect(reader.seen.at(-1)).to.equal(1000);
  });

  it('takes nobody anywhere who has gone elsewhere meanwhile', () => {
    const reader = new Reader(1000);
    const { person } = reader;
    person.enters('/history around=300');
    person.presses('escape');
    person.types('hello');
    reader.answers();
    expect(reader.seen.at(-1)).to.equal(1000);
    expect(person.line).to.equal('hello');
  });

  it('never stands beside what it was not said beside, whatever is pressed and whenever pages come', () => {
    const aDeed = fc.oneof(
      fc
        .constantFrom('pageup', 'pagedown', 'ctrl-home', 'ctrl-end', 'escape', 'alt-up', 'alt-down')
        .map((key) => (reader: Reader) => reader.person.presses(key)),
      fc
        .integer({ min: 1, max: 900 })
        .map((seq) => (reader: Reader) => reader.person.enters(`/history around=${seq}`)),
      fc.constant((reader: Reader) => reader.counts()),
      fc.constant((reader: Reader) => reader.answersOne()),
      fc.constant((reader: Reader) => reader.answers()),
      fc.constant((reader: Reader) => {
        reader.answers();
        for (let press = 0; press < 15; press += 1) reader.presses('pagedown');
      }),
    );
    fc.assert(
      fc.property(
        fc.array<(reader: Reader) => unknown>(aDeed, { size: 'max', maxLength: 25 }),
        (deeds) => {
          const reader = new Reader(900);
          for (const deed of deeds) {
            deed(reader);
            expect(isRow(reader.seen), reader.person.screen()).to.equal(true);
          }
          reader.presses('escape', 'escape', 'ctrl-end');
          expect(reader.seen.at(-1)).to.equal(reader.count);
          expect(reader.person.counts('#dev').unread).to.equal(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is answered as lines to other questions', () => {
    const person = ann();
    person.enters('/history limit=2');
    const { tag } = person.lastSent();
    person.hears(page(tag, 4, 5, true), ok(tag));
    expect(person.window()).to.match(
      /#dev: 2 events from history \(more:[^<]*\)\n.* 4 <bob> number 4\./,
    );
  });
});
