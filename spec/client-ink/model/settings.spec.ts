/** What a person sees of a room's settings, and changes about them, without a terminal. */
import { expect } from 'chai';
import { settingNames } from '../../../grammar/settings.ts';
import { ann, ok, type Sitter } from '../sitter.ts';

const at = '2026-11-22T12:01:00.000Z';

/** Ann is this in #dev, and has opened the list, which has come. */
function inList(role: 'op' | 'member'): Sitter {
  const person = ann();
  const members = [{ nick: 'ann', ...(role === 'op' && { role }) }];
  person.hears({ ev: 'room', room: '#dev', seq: 0, count: 1, members, settings: {} });
  person.presses('f8');
  const asked = person.lastSent();
  expect(asked).to.include({ cmd: 'set', room: '#dev' });
  const settings = settingNames.map((name) =>
    name === 'topic-lock' ? { name, value: 'on', from: 'bob', at } : { name, value: 'off' },
  );
  person.hears({ ev: 'settings', re: asked.tag, room: '#dev', settings }, ok(asked.tag));
  return person;
}

describe('a person who looks at the settings of a room', () => {
  it('sees each with its value, what it does, and who has set it', () => {
    const person = inList('member');
    expect(person.window()).to.match(/topic-lock +on +only ops set the topic/);
    expect(person.window()).to.match(
      /moderated +off +only people with voice, ops and owners speak/,
    );
    expect(person.hint()).to.match(/^bob, .*only who looks after the room changes it/);
    person.sent();
    person.presses('enter');
    expect(person.sent()).to.deep.equal([]);
  });

  it('turns one on and off by Enter when she looks after it, and sees what comes of it', () => {
    const person = inList('op');
    person.presses('enter');
    const set = { cmd: 'set', room: '#dev' };
    expect(person.lastSent()).to.include({ ...set, name: 'topic-lock', value: 'off' });
    const told = { ev: 'setting' as const, room: '#dev', at, from: 'ann' };
    person.hears({ ...told, seq: 1, name: 'topic-lock', value: 'off' });
    expect(person.window()).to.match(/topic-lock +off/);
    expect(person.hint()).to.match(/Enter sets it/);
    person.presses('down', 'enter');
    expect(person.lastSent()).to.include({ ...set, name: 'moderated', value: 'on' });
  });

  it('moves through them by the keys that move through every list', () => {
    const person = inList('op');
    const hints = (...keys: string[]) => {
      person.presses(...keys);
      return person.hint();
    };
    const [first, second] = [person.hint(), hints('down')];
    expect(hints('up')).to.equal(first);
    for (const [on, back] of [
      ['ctrl-n', 'ctrl-p'],
      ['tab', 'shift-tab'],
    ] as const) {
      expect(hints(on), on).to.equal(second);
      expect(hints(back), back).to.equal(first);
    }
    const last = hints('pagedown', 'pagedown', 'pagedown');
    expect(hints('down')).to.equal(last).and.not.equal(second);
  });

  it('types any other value, and takes one back by a key', () => {
    const person = inList('op');
    const place = settingNames.indexOf('limit');
    person.presses(...Array<string>(place).fill('down'));
    expect(person.hint()).to.match(/Enter types its value \(NUMBER\)/);
    const told = { ev: 'setting' as const, room: '#dev', at, from: 'ann' };
    person.hears({ ...told, seq: 1, name: 'limit', value: '20' });
    person.types('-');
    expect(person.lastSent()).to.include({ name: 'limit', value: 'off' });
    person.presses('enter');
    expect(person.line).to.equal('/set #dev limit 20');
    person.presses('escape');
    expect(person.line).to.equal('');
  });
});
