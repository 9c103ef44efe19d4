/** What is typed in a window is about that window, or it is refused and stays in the line. */
import { expect } from 'chai';
import { ann } from '../sitter.ts';

/** Lines that name no room, each of a command that is about one. */
const aboutRooms = [
  '/me waves',
  '/topic',
  '/topic -',
  '/topic release on friday',
  '/part',
  '/part see you',
  '/names',
  '/room',
];
/** Lines that are about whatever is said where they are typed. */
const aboutLogs = [
  'hello',
  '/say hello',
  '/typing',
  '/history',
  '/history before=3',
  '/reply 1 so do I',
  '/edit 1 hello',
  '/delete 1',
  '/react 1 👍',
  '/unreact 1',
];

describe('a line that names no room', () => {
  it('is about the room in whose window it is typed', () => {
    for (const line of [...aboutRooms, ...aboutLogs]) {
      const person = ann();
      for (const room of ['#dev', '#tea']) person.says('ann', room, 'hi');
      person.presses('alt-3');
      person.enters(line);
      const sent = person.sent();
      expect(sent, line).to.have.length(1);
      const [command] = sent;
      const { to, target, room, rooms } = command as unknown as Record<string, unknown>;
      expect([to ?? target ?? room ?? rooms].flat(), line).to.deep.equal(['#tea']);
    }
  });

  it('is refused in a private conversation when it is about a room, and stays in the line', () => {
    for (const line of aboutRooms) {
      const person = ann();
      person.whispers('bob', 'ann', 'psst');
      person.presses('alt-4');
      person.enters(line);
      expect(person.sent(), line).to.deep.equal([]);
      expect(person.line).to.equal(line);
      expect(person.hint()).to.match(/Name a room after \/\w+: bob is none/);
    }
  });

  it('is refused at the server’s window, and stays in the line', () => {
    for (const line of [...aboutRooms, ...aboutLogs]) {
      const person = ann();
      person.presses('alt-1');
      person.enters(line);
      expect(person.sent(), line).to.deep.equal([]);
      expect(person.line).to.equal(line);
    }
  });

  it('is answered where it was typed', () => {
    const person = ann();
    person.enters('/room');
    const members = [{ nick: 'ann' }];
    const re = person.lastSent().tag;
    person.hears({ ev: 'room', re, room: '#dev', seq: 0, count: 1, members, settings: {} });
    expect(person.window()).to.match(/#dev: 1 person: ann/);
  });
});
