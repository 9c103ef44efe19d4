/** The mouse and the focus, as a terminal reports them, and copying. */
import { expect } from 'chai';
import { arrived, idle } from '../../../client-ink/keyboard/keyboard.ts';
import { ann, type Sitter, sitter } from '../sitter.ts';

const reports = (bytes: string) => arrived(idle, bytes).reports;

/** The row and the column where some text stands on the screen. */
function where(person: Sitter, text: string): { row: number; column: number } {
  const rows = person.screen().split('\n');
  const row = rows.findIndex((each) => each.includes(text));
  return { row, column: rows[row]?.indexOf(text) ?? -1 };
}

const topic = (person: Sitter) => person.screen().split('\n')[0];

const press = (person: Sitter, text: string) =>
  person.takes({ in: 'mouse', mouse: { report: 'mouse', what: 'press', ...where(person, text) } });

const turn = (person: Sitter, what: 'wheel-up' | 'wheel-down') =>
  person.takes({ in: 'mouse', mouse: { report: 'mouse', what, row: 5, column: 30 } });

describe('what a terminal reports', () => {
  it('is the wheel, a pressed button and the focus', () => {
    expect(reports('\x1b[<64;10;5M\x1b[<65;10;5M')).to.deep.equal([
      { report: 'mouse', what: 'wheel-up', column: 9, row: 4 },
      { report: 'mouse', what: 'wheel-down', column: 9, row: 4 },
    ]);
    expect(reports('\x1b[<0;301;1M')).to.deep.equal([
      { report: 'mouse', what: 'press', column: 300, row: 0 },
    ]);
    expect(reports('\x1b[I\x1b[O')).to.deep.equal([
      { report: 'focus', is: 'here' },
      { report: 'focus', is: 'elsewhere' },
    ]);
  });

  it('is nothing for a button that is let go, another one, or one with a modifier', () => {
    for (const bytes of ['\x1b[<0;3;4m', '\x1b[<2;3;4M', '\x1b[<4;3;4M', '\x1b[<0;3M', '\x1b[I5']) {
      expect(reports(bytes).filter(({ report }) => report === 'mouse')).to.deep.equal([]);
      expect(arrived(idle, bytes).keys.filter((key) => 'key' in key)).to.deep.equal([]);
    }
  });
});

describe('somebody with a mouse', () => {
  let person: Sitter;
  beforeEach(() => {
    person = ann(100, 24);
    person.says('bob', '#dev', 'read https://chat.example/a,');
    person.effects = [];
  });

  it('goes to the room that they press', () => {
    press(person, '#tea');
    expect(topic(person)).to.include('#tea');
    press(person, '#dev');
    expect(topic(person)).to.include('#dev');
  });

  it('begins a private conversation with the person whom they press', () => {
    const rows = person.screen().split('\n');
    const row = rows.findIndex((each) => /bob *$/.test(each));
    const column = rows[row]?.lastIndexOf('bob') ?? -1;
    person.takes({ in: 'mouse', mouse: { report: 'mouse', what: 'press', row, column } });
    expect(topic(person)).to.include('bob');
  });

  it('chooses the message that they press, and copies it with y', () => {
    press(person, 'read');
    expect(person.hint()).to.include('r reply');
    person.types('y');
    expect(person.effects).to.deep.include({ do: 'copy', text: 'read https://chat.example/a,' });
    expect(person.hint()).to.include('Copied: read');
  });

  it('copies the address that they press, or opens it when they have a program for that', () => {
    press(person, 'chat.example');
    expect(person.effects).to.deep.equal([{ do: 'copy', text: 'https://chat.example/a' }]);
    person = sitter(100, 24, { opensAddresses: true });
    person.connects();
    person.isIn('#dev', 'bob');
    person.says('bob', '#dev', 'read https://chat.example/a,');
    person.effects = [];
    press(person, 'chat.example');
    expect(person.effects).to.deep.equal([{ do: 'open', url: 'https://chat.example/a' }]);
    press(person, 'read');
    person.types('o');
    expect(person.effects).to.deep.include({ do: 'open', url: 'https://chat.example/a' });
  });

  it('turns the wheel to read back, and to the end again', () => {
    for (let each = 1; each <= 60; each += 1) person.says('bob', '#dev', `number ${each}.`);
    turn(person, 'wheel-up');
    expect(person.window()).to.include('number 57.').and.not.include('number 58.');
    turn(person, 'wheel-down');
    expect(person.window()).to.include('number 60.');
  });

  it('turns the wheel in a list to move the choice', () => {
    person.presses('ctrl-k');
    const chosen = () =>
      person.model.mode.is === 'switching' ? person.model.mode.chosen : undefined;
    const before = chosen();
    turn(person, 'wheel-down');
    expect(chosen()).to.be.a('number').and.not.equal(before);
    turn(person, 'wheel-up');
    expect(chosen()).to.equal(before);
  });

  it('presses nothing where nothing is', () => {
    const before = person.screen();
    for (const [row, column] of [
      [0, 0],
      [23, 5],
      [999, 999],
      [-1, -1],
    ] as const)
      person.takes({ in: 'mouse', mouse: { report: 'mouse', what: 'press', row, column } });
    expect(person.screen()).to.equal(before);
  });

  it('leaves it to the terminal in copy mode, where no list is in the way', () => {
    person.presses('f9');
    expect(person.model.hasMouse).to.equal(false);
    expect(person.screen()).not.to.include('1 parlance');
    person.presses('f9');
    expect(person.model.hasMouse).to.equal(true);
    expect(person.screen()).to.include('1 parlance');
  });
});

describe('somebody who is called', () => {
  const calls = (person: Sitter) => person.effects.filter((effect) => effect.do === 'call').length;

  it('is not told of what they look at', () => {
    const person = ann();
    person.takes({ in: 'focus', is: 'here' });
    person.says('bob', '#dev', 'ann?');
    expect(calls(person)).to.equal(0);
    person.says('bob', '#tea', 'ann?');
    expect(calls(person)).to.equal(1);
    person.takes({ in: 'focus', is: 'elsewhere' });
    person.says('bob', '#dev', 'ann!');
    expect(calls(person)).to.equal(2);
  });

  it('finds a line above what came while they looked elsewhere', () => {
    const person = ann();
    person.says('bob', '#dev', 'before');
    person.takes({ in: 'focus', is: 'elsewhere' });
    person.says('bob', '#dev', 'after');
    person.takes({ in: 'focus', is: 'here' });
    expect(person.window()).to.match(/before\n─+ new ─+ *\n.*after/);
  });

  it('is not told in their quiet hours, which may go past midnight', () => {
    const at = (hour: number, minute: number) => new Date(2026, 10, 23, hour, minute).getTime();
    for (const [hour, minute, told] of [
      [21, 59, 1],
      [22, 0, 0],
      [3, 0, 0],
      [6, 59, 0],
      [7, 0, 1],
    ] as const) {
      const person = ann();
      const quiet = { from: 22 * 60, to: 7 * 60 };
      person.model = { ...person.model, now: at(hour, minute), quiet };
      person.says('bob', '#tea', 'ann?');
      expect(calls(person), `${hour}:${minute}`).to.equal(told);
    }
  });
});
