/** What the screen shows at every width, of scenes that a daily user knows: two hundred rooms, a thousand people, a Monday morning. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { repository } from '../support/repository.ts';
import { ok, type Sitter, sitter } from './sitter.ts';

const folder = join(repository, 'spec/client-ink/screens');

const sizes = [
  [40, 10],
  [80, 24],
  [100, 30],
  [200, 50],
] as const;

/** Somebody in two hundred rooms, the first of which has a thousand people. */
function inManyRooms(columns: number, rows: number): Sitter {
  const person = sitter(columns, rows);
  person.connects('ann');
  person.isIn('#dev', ...Array.from({ length: 1000 }, (_, n) => `m${n}`));
  for (let n = 2; n <= 200; n += 1) person.isIn(`#room-${String(n).padStart(3, '0')}`, 'bob');
  return person;
}

const scenes: Readonly<Record<string, (columns: number, rows: number) => Sitter>> = {
  newcomer(columns, rows) {
    const person = sitter(columns, rows);
    person.connects('guest-2d');
    const { tag } = person.lastSent();
    const open = ['#lobby', '#dev', '#tea'].map((room, n) => ({
      ...{ room, count: 30 >> (2 * n) },
      topic: `what ${room.slice(1)} is about`,
    }));
    person.hears({ ev: 'rooms', re: tag, rooms: open }, ok(tag));
    return person;
  },
  'many-rooms'(columns, rows) {
    const person = inManyRooms(columns, rows);
    for (let n = 2; n <= 200; n += 7)
      person.says('bob', `#room-${String(n).padStart(3, '0')}`, n % 5 === 0 ? 'ann?' : 'news');
    person.says('m1', '#dev', 'Good morning! Who looks at the reconnect bug, and by when?');
    person.says('m25', '#dev', 'ann: can you? https://parlance.example/issues/14');
    person.says('ann', '#dev', 'Sure.');
    return person;
  },
  inbox(columns, rows) {
    const person = scenes['many-rooms']!(columns, rows);
    person.presses('alt-i');
    return person;
  },
  beside(columns, rows) {
    const person = scenes['many-rooms']!(columns, rows);
    person.presses('alt-2', 'alt-v');
    return person;
  },
  'an answer'(columns, rows) {
    const person = scenes['many-rooms']!(columns, rows);
    person.presses('alt-2');
    person.enters('/whoami');
    const { tag } = person.lastSent();
    const at = '2026-11-22T12:00:00.000Z';
    person.hears({ ev: 'whois', re: tag, nick: 'm1', rooms: ['#dev'], since: at, connected: true });
    person.hears(ok(tag));
    return person;
  },
  fitting(columns, rows) {
    const person = scenes['many-rooms']!(columns, rows);
    person.presses('alt-2', 'alt-?');
    return person;
  },
};

describe('a scene', () => {
  for (const [name, play] of Object.entries(scenes)) {
    for (const [columns, rows] of sizes) {
      it(`of ${name} is as its golden screen, at ${columns}x${rows}`, () => {
        const file = join(folder, `${name.replace(' ', '-')}-${columns}x${rows}.txt`);
        const screen = `${play(columns, rows).screen().replace(/ +$/gm, '')}\n`;
        if (process.env.GOLDEN === 'write') {
          mkdirSync(folder, { recursive: true });
          writeFileSync(file, screen);
        }
        expect(screen).to.equal(readFileSync(file, 'utf8'));
      });
    }
  }
});
