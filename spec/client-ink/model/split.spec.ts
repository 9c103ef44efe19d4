/** Two rooms on one screen, without a terminal. */
import { expect } from 'chai';
import { restored } from '../../../client-ink/model/kept.ts';
import { ann, type Sitter, sitter } from '../sitter.ts';

/** Ann with #dev and #tea beside or above each other; she is in #dev. */
function between(key: string, columns = 120, rows = 24): Sitter {
  const person = ann(columns, rows);
  person.presses('alt-3', 'alt-2', key);
  person.says('bob', '#dev', 'in dev');
  person.says('carl', '#tea', 'in tea');
  return person;
}

describe('two rooms at once', () => {
  it('stand beside each other, each with its name, and both are read', () => {
    const person = between('alt-v');
    expect(person.screen()).to.match(/│ #dev .*│ #tea /);
    expect(person.screen()).to.match(/in dev +│.*in tea/);
    expect(person.counts('#tea')).to.deep.equal({ unread: 0, mentions: 0 });
    for (const row of person.screen().split('\n')) expect([...row]).to.have.length.at.most(120);
  });

  it('stand above each other where somebody wants that', () => {
    const person = between('alt-h', 80, 24);
    expect(person.screen()).to.match(/ #dev [\s\S]*in dev[\s\S]* #tea [\s\S]*in tea/);
    expect(person.rows()).to.have.length(24);
  });

  it('take turns with the keys and the line, and stay where they are', () => {
    const person = between('alt-v');
    person.types('half');
    person.presses('alt-o');
    expect(person.shown).to.equal('#tea');
    expect(person.line).to.equal('');
    expect(person.screen()).to.match(/│ #dev .*│ #tea /);
    person.enters('hello');
    expect(person.lastSent()).to.include({ cmd: 'msg', to: '#tea', text: 'hello' });
    person.presses('alt-o');
    expect(person.line).to.equal('half');
    person.presses('alt-3');
    expect(person.screen()).to.match(/│ #dev .*│ #tea /);
  });

  it('are one again by a key, where there is no space, and when one of them is left', () => {
    const person = between('alt-v');
    person.takes({ in: 'resize', columns: 90, rows: 24 });
    expect(person.screen()).to.not.include('in tea');
    person.says('carl', '#tea', 'ann?');
    expect(person.counts('#tea')).to.deep.equal({ unread: 1, mentions: 1 });
    person.takes({ in: 'resize', columns: 120, rows: 24 });
    expect(person.screen()).to.include('in tea');
    person.presses('alt-q');
    expect(person.screen()).to.not.include('in tea');
    const other = between('alt-v');
    other.hears({ ev: 'parted', room: '#tea', nick: 'ann', at: '2026-11-22T12:05:00.000Z' });
    expect(other.screen()).to.match(/^ #dev /);
    const alone = sitter(120, 24);
    alone.presses('alt-v');
    expect(alone.hint()).to.equal('There is no other room to show.');
  });

  it('give way to a list, and are there again behind it', () => {
    const person = between('alt-v');
    person.presses('ctrl-k');
    expect(person.screen()).to.not.include('in tea');
    expect(person.rows()).to.have.length(24);
    person.presses('escape');
    expect(person.screen()).to.match(/in dev +│.*in tea/);
  });

  it('are gone to by the mouse', () => {
    const person = between('alt-v');
    const row = person
      .screen()
      .split('\n')
      .findIndex((each) => each.includes('in tea'));
    person.takes({ in: 'mouse', mouse: { report: 'mouse', what: 'press', column: 90, row } });
    expect(person.shown).to.equal('#tea');
    person.takes({ in: 'mouse', mouse: { report: 'mouse', what: 'press', column: 90, row } });
    expect(person.chosen()).to.equal('');
    expect(person.model.mode).to.deep.equal({ is: 'choosing', seq: 1 });
  });

  it('come back with the next run', () => {
    const { model } = between('alt-h');
    const next = sitter(120, 24);
    const self = { v: 2 as const, order: [0, 1, 2], shown: model.shown, split: model.split! };
    const talk = { store: 'one', rooms: [], cursors: new Map(), unanswered: [] };
    const kept = (kind: 'server' | 'room', name: string) => ({
      ...{ kind, name, newest: 0, fates: new Map(), unread: 0, mentions: 0 },
      ...{ topic: '', draft: '', lines: [], pending: [], used: 0 },
    });
    const places = new Map([
      [0, kept('server', 'parlance')],
      [1, kept('room', '#dev')],
      [2, kept('room', '#tea')],
    ]);
    next.model = restored(next.model, { self: { ...self, talk }, places, entriesOf: () => [] });
    expect(next.screen()).to.match(/ #dev [\s\S]* #tea /);
  });
});
