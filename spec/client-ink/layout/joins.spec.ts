/** Who comes and goes: folded into a line, each in a line, only those who spoke of late, or nobody. */
import { expect } from 'chai';
import type { Joining, Timing } from '../../../client-ink/language/options.ts';
import type { EventOf } from '../../../grammar/events.ts';
import { type Sitter, sitter } from '../sitter.ts';

const minute = (minutes: number): string =>
  new Date(Date.parse('2026-11-22T12:01:00Z') + minutes * 60_000).toISOString();

const parted = (nick: string, minutes: number): EventOf<'parted'> => ({
  ...{ ev: 'parted', room: '#dev', nick, reason: '', at: minute(minutes) },
});

function annIn(joins: Joining, rows = 16): Sitter {
  const person = sitter(100, rows, { joins });
  person.connects('ann');
  person.isIn('#dev', 'bob', 'carl', 'dora');
  person.presses('alt-2');
  return person;
}

describe('who comes and goes', () => {
  const goings = (person: Sitter) => {
    person.says('bob', '#dev', 'hello');
    person.hears(parted('carl', 1), parted('bob', 2), parted('dora', 3));
    return person.window();
  };

  it('is told in one line, or each in a line with its time', () => {
    expect(goings(annIn('folded'))).to.match(/12:04 .*carl, bob, dora left/);
    expect(goings(annIn('shown'))).to.match(
      /12:02 .*carl left\n 12:03 .*bob left\n 12:04 .*dora left/,
    );
  });

  it('is told of those who spoke of late, or of nobody', () => {
    const smart = goings(annIn('smart'));
    expect(smart)
      .to.match(/bob left/)
      .and.not.match(/carl|dora/);
    expect(goings(annIn('hidden')))
      .to.match(/hello/)
      .and.not.match(/left/);
    const later = annIn('smart');
    later.says('bob', '#dev', 'hello');
    later.hears(parted('bob', 11));
    expect(later.window()).to.not.match(/left/);
  });

  it('is another matter in one room, and changes with the option at once', () => {
    const person = annIn('folded');
    goings(person);
    person.takes({ in: 'options', options: { joinsIn: new Map([['#dev' as never, 'hidden']]) } });
    expect(person.window()).to.not.match(/left/);
    person.takes({ in: 'options', options: { joinsIn: new Map() } });
    expect(person.window()).to.match(/carl, bob, dora left/);
  });

  it('leaves no line of a day and nothing below it when it is hidden', () => {
    const person = annIn('hidden', 8);
    for (let each = 1; each <= 30; each += 1) person.says('bob', '#dev', `number ${each}.`);
    person.hears(parted('carl', 24 * 60), parted('dora', 48 * 60));
    expect(person.window())
      .to.match(/number 30\.$/)
      .and.not.match(/23 November/);
    person.presses('pageup');
    expect(person.screen()).to.match(/↓ \d+ below/);
    person.presses('pagedown');
    expect(person.screen()).to.not.match(/below/);
    const place = person.model.places.find(({ name }) => name === '#dev');
    expect(place?.scroll).to.deep.equal({ to: 'end' });
  });

  it('is told in private, whatever the option: the other one has gone', () => {
    const person = annIn('hidden');
    person.whispers('bob', 'ann', 'psst');
    person.presses('alt-3');
    person.hears({ ev: 'quit', nick: 'bob', reason: '', at: minute(2) });
    expect(person.window()).to.match(/bob quit/);
  });
});

describe('the time beside what is said', () => {
  const said = (time: Timing, columns = 60) => {
    const person = sitter(columns, 12, { time, words: ['kettle'] });
    person.connects('ann');
    person.isIn('#dev', 'bob');
    person.presses('alt-2');
    person.says('bob', '#dev', 'the kettle');
    person.enters('hello');
    return person.window();
  };

  it('has minutes, seconds, twelve hours, or is left out; texts stay in one column, and a mention keeps its mark', () => {
    expect(said('minutes')).to.match(/\n12:01▌ +bob the kettle\n {2}… +ann hello$/);
    expect(said('seconds')).to.match(/\n12:01:01▌ +bob the kettle\n {4}… +ann hello$/);
    expect(said('12-hours')).to.match(/\n12:01 pm▌ +bob the kettle\n {4}… +ann hello$/);
    expect(said('none')).to.match(/\n▌ +bob the kettle\n… +ann hello$/);
    for (const time of ['minutes', 'seconds', '12-hours', 'none'] as const) {
      const [one = '', other = ''] = said(time).split('\n').slice(-2);
      expect(one.indexOf('the kettle'), time).to.equal(other.indexOf('hello'));
      expect(said(time), time).to.match(/22 November 2026/);
    }
    expect(said('none', 40)).to.match(/\n▌<bob> the kettle/);
  });
});
