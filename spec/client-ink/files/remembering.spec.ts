/** What a client keeps for its next run, and how the next one begins with it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deserialize, serialize } from 'node:v8';
import { expect } from 'chai';
import * as v from 'valibot';
import type { Remembered } from '../../../client/talk.ts';
import { remember } from '../../../client-ink/files/remembering.ts';
import { StateFile, statePath } from '../../../client-ink/files/state.ts';
import { entriesLeft, restored, talkOf } from '../../../client-ink/model/kept.ts';
import { entriesSchema } from '../../../client-ink/model/kept-schema.ts';
import type { EventOf } from '../../../grammar/events.ts';
import { logKey } from '../../../grammar/names.ts';
import { ann, ok, type Sitter, sitter } from '../sitter.ts';

const talk: Remembered = {
  token: 'a-token',
  store: 'one',
  nick: 'ann',
  rooms: ['#tea', '#dev'],
  cursors: new Map([[logKey('#dev'), 3]]),
  unanswered: [],
};

describe('a client that was here before', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parlance-state-'));
    path = join(folder, 'parlance', 'here.state');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Writes what `person` has on the screen, and begins anew with it. */
  function again(person: Sitter, remembered = talk): Sitter {
    const file = StateFile.open(path);
    file.write(person.model, remembered);
    file.close();
    const next = sitter(100, 30);
    const opened = StateFile.open(path);
    const kept = opened.read();
    if (kept) {
      next.model = restored(next.model, kept);
      next.takes({ in: 'left', entries: entriesLeft(next.model, kept) });
    }
    opened.close();
    return next;
  }

  it('shows what was shown, before there is a connection', () => {
    const person = ann();
    person.says('bob', '#dev', 'tea?');
    person.says('ann', '#dev', 'yes');
    person.hears(react);
    person.whispers('bob', 'ann', 'psst');
    person.types('half a sen');
    const next = again(person);
    expect(next.window()).to.match(/bob tea\?\n.*ann yes\n.*👍/);
    expect(next.screen()).to.include('half a sen');
    expect(next.screen()).to.match(/bob +1!/);
  });

  it('has what is on the screen at once, and what was said elsewhere before anything else', () => {
    const person = ann();
    person.says('bob', '#dev', 'tea?');
    person.whispers('bob', 'ann', 'psst');
    const file = StateFile.open(path);
    file.write(person.model, talk);
    const kept = file.read()!;
    const next = sitter(100, 30);
    const read: number[] = [];
    const entriesOf = (id: number) => {
      read.push(id);
      return kept.entriesOf(id);
    };
    next.model = restored(next.model, { ...kept, entriesOf });
    expect(read).to.deep.equal([person.model.shown]);
    expect(next.window()).to.include('bob tea?');
    next.takes({ in: 'left', entries: entriesLeft(next.model, kept) });
    next.presses('alt-4');
    expect(next.window()).to.include('bob psst');
    file.close();
  });

  it('shows whole what somebody wanted to see whole', () => {
    const person = ann();
    person.says('bob', '#dev', 'tea\n'.repeat(14).trim());
    person.presses('alt-2');
    expect(person.window()).to.match(/\+\d lines/);
    person.presses('alt-up');
    person.types('f');
    const next = again(person);
    expect(next.window())
      .to.match(/tea/)
      .and.not.match(/\+\d lines/);
  });

  it('has the line above what came meanwhile, and above nothing that comes later', () => {
    const person = ann();
    person.says('bob', '#dev', 'before');
    const next = again(person);
    next.connects('ann', { resumed: true });
    next.hears(person.message('bob', '#dev', 'meanwhile'));
    next.hears(person.message('bob', '#dev', 'more'));
    next.hears(room(3));
    expect(next.window()).to.match(/bob before\n─+ new ─+ *\n.*bob meanwhile\n.*bob more/);
    next.enters('hello');
    next.hears(person.message('bob', '#dev', 'later'));
    expect(next.window()).not.to.include('─ new ─');
  });

  it('knows what called it meanwhile before it is told who it is', () => {
    const person = ann();
    person.says('bob', '#dev', 'before');
    for (const nick of ['ann', undefined]) {
      const next = again(person, { ...talk, nick });
      next.presses('alt-1');
      next.hears(person.message('bob', '#dev', 'who has taken the pot?'));
      expect(next.counts('#dev')).to.deep.equal({ unread: 1, mentions: 0 });
      next.hears(person.message('bob', '#dev', 'ann, was it you?'));
      expect(next.counts('#dev').mentions).to.equal(nick === undefined ? 0 : 1);
    }
  });

  it('says nothing of what is new when nothing came meanwhile', () => {
    const person = ann();
    person.says('bob', '#dev', 'before');
    const next = again(person);
    next.connects('ann', { resumed: true });
    next.hears(room(1));
    next.hears(person.message('bob', '#dev', 'later'));
    expect(next.window()).to.match(/bob before\n.*bob later/);
  });

  it('finds yesterday’s lines with the arrow keys, and no password among them', () => {
    const person = ann();
    person.enters('tea is ready');
    person.enters('/login ann correct-horse');
    person.types('/password correct-horse bat');
    const next = again(person);
    expect(next.screen()).not.to.include('/password');
    next.presses('up');
    expect(next.screen()).to.include('tea is ready');
    expect(readFileSync(path).includes('correct-horse')).to.equal(false);
  });

  it('goes on sending what had no answer, under the same tag', () => {
    const person = ann();
    person.enters('on its way');
    const command = person.lastSent();
    const next = again(person, { ...talk, unanswered: [command] });
    expect(next.window()).to.match(/… .*on its way/);
    next.connects('ann', { resumed: true });
    next.hears(room(0));
    next.hears(person.message('ann', '#dev', 'on its way'));
    next.hears(ok(command.tag, { room: '#dev', seq: 1 }));
    expect(next.window()).to.match(/ann on its way$/);
    expect(next.window()).not.to.include('…');
  });

  it('leaves it to the person what to do with a line when its session is gone', () => {
    const person = ann();
    person.enters('on its way');
    const command = person.lastSent();
    const next = again(person, { ...talk, unanswered: [command] });
    next.connects('ann', { perhaps: [command.tag] });
    expect(next.window()).to.match(/\? .*on its way/);
  });

  it('welcomes back whoever has a new session', () => {
    const next = again(ann());
    next.connects('ann');
    next.presses('alt-1');
    expect(next.window()).to.include('Welcome back to parlance, ann.');
  });

  it('is who it was, unless another nick is asked for', () => {
    again(ann());
    const file = StateFile.open(path);
    const kept = file.read();
    file.close();
    expect(kept && talkOf(kept, undefined)).to.deep.include({ token: 'a-token', nick: 'ann' });
    expect(kept && talkOf(kept, 'ANN')).to.deep.include({ token: 'a-token' });
    const other = kept && talkOf(kept, 'carl');
    expect(other).to.deep.include({ nick: 'carl', rooms: ['#tea', '#dev'] });
    expect(other).not.to.have.property('token');
  });

  it('begins with an empty screen when the file is of another version, or no such file', () => {
    const file = StateFile.open(path);
    file.write(ann().model, { ...talk, store: 7 as unknown as string });
    expect(file.read()).to.equal(undefined);
    file.close();
  });

  it('takes no entry of a window for one that it is not', () => {
    const bare = { kind: 'said', at: 1, seq: 1, from: 'bob', how: 'say', text: 'tea' };
    for (const good of [
      bare,
      { ...bare, mine: true, script: 'greet' },
      { kind: 'divider', at: 1, text: 'x' },
    ])
      expect(v.is(entriesSchema, [good]), JSON.stringify(good)).to.equal(true);
    for (const bad of [
      null,
      'tea',
      { ...bare, text: 1 },
      { ...bare, script: 7 },
      { ...bare, how: 'sing' },
      { kind: 'x' },
    ])
      expect(v.is(entriesSchema, [bad]), JSON.stringify(bad)).to.equal(false);
  });

  it('keeps its file to itself: nobody else may read it, and one client at a time has it', () => {
    const told: string[] = [];
    const now = () => ({ model: ann().model, remembered: talk });
    const one = remember(path, now, (sentence) => told.push(sentence));
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    const other = remember(path, now, (sentence) => told.push(sentence));
    expect(told).to.deep.equal([
      'Another client has this server and nick open: only that one is remembered.',
    ]);
    other.end();
    one.end();
    expect(remember(path, now, (sentence) => told.push(sentence)).kept?.self.talk.nick).to.equal(
      'ann',
    );
  });

  it('writes nothing when nothing has changed', () => {
    const { model } = ann();
    const file = StateFile.open(path);
    file.write(model, talk);
    const { size } = statSync(`${path}-wal`);
    file.write({ ...model, now: model.now + 1000 }, { ...talk });
    expect(statSync(`${path}-wal`).size).to.equal(size);
    file.write({ ...model, shown: 0 }, talk);
    expect(statSync(`${path}-wal`).size).to.be.greaterThan(size);
    file.close();
  });

  it('writes nothing of what it has only recalled, and of a place in which a line was begun no entries', () => {
    const person = ann();
    for (let n = 0; n < 100; n += 1) person.says('bob', '#dev', `${n}: ${'tea '.repeat(200)}`);
    const next = again(person);
    const file = StateFile.open(path);
    const kept = file.read()!;
    next.model = restored(sitter(100, 30).model, kept);
    next.takes({ in: 'left', entries: entriesLeft(next.model, kept) });
    file.holds(next.model, kept);
    next.types('half a sen');
    file.write(next.model, talk);
    expect(statSync(`${path}-wal`).size).to.be.below(40_000);
    next.hears(person.message('bob', '#dev', 'more'));
    file.write(next.model, talk);
    expect(statSync(`${path}-wal`).size).to.be.above(80_000);
    file.close();
  });

  it('reads what a client has left that kept the entries of a place with the rest of it', () => {
    const person = ann();
    person.says('bob', '#dev', 'tea?');
    again(person);
    const plain = new DatabaseSync(path);
    const table = (name: string) =>
      plain.prepare(`SELECT id, body FROM ${name}`).all() as { id: number; body: Uint8Array }[];
    const put = (name: string, id: number, body: unknown) =>
      plain.prepare(`UPDATE ${name} SET body = ? WHERE id = ?`).run(serialize(body), id);
    const entries = new Map(table('entries').map(({ id, body }) => [id, deserialize(body)]));
    for (const { id, body } of table('places'))
      put('places', id, { ...deserialize(body), entries: entries.get(id) });
    put('self', 0, { ...deserialize(table('self')[0]!.body), v: 1 });
    plain.exec('DROP TABLE entries');
    plain.close();
    const file = StateFile.open(path);
    for (const version of [1, 2]) {
      const kept = file.read()!;
      expect(kept.self.v).to.equal(version);
      const next = sitter(100, 30);
      next.model = restored(next.model, kept);
      next.takes({ in: 'left', entries: entriesLeft(next.model, kept) });
      file.holds(next.model, kept);
      next.presses('alt-2');
      expect(next.window()).to.include('bob tea?');
      file.write(next.model, talk);
    }
    file.close();
  });

  it('writes nothing while only its link knows that the server has begun anew', () => {
    const person = ann();
    person.says('bob', '#dev', 'before');
    const remembering = (store: string) =>
      remember(
        path,
        () => ({ model: person.model, remembered: { ...talk, store } }),
        () => {},
      );
    remembering('one').end();
    person.says('bob', '#dev', 'more');
    remembering('two').end();
    const file = StateFile.open(path);
    expect(file.read()?.self.talk.store).to.equal('one');
    file.close();
  });

  it('says why nothing is remembered', () => {
    writeFileSync(join(folder, 'parlance'), 'a file where the folder should be');
    const told: string[] = [];
    const now = () => ({ model: ann().model, remembered: talk });
    remember(path, now, (sentence) => told.push(sentence)).end();
    expect(told.join()).to.match(/^Nothing is remembered for the next time: .*here\.state/);
  });

  it('says what to do about a file that is damaged', () => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, 'no database');
    const told: string[] = [];
    const now = () => ({ model: ann().model, remembered: talk });
    remember(path, now, (sentence) => told.push(sentence)).end();
    expect(told).to.have.length(1);
    expect(told[0]).to.match(/here\.state: .*\. Remove the file to begin anew\.$/);
  });

  for (const [where, shown] of [
    ['that is shown', '#dev'],
    ['that is not shown', '#tea'],
  ] as const)
    it(`begins with what can be read of a file that is damaged in the entries of a place ${where}`, () => {
      const person = ann();
      person.presses('alt-2');
      const [first, second] = shown === '#dev' ? ['spoilt', 'whole'] : ['whole', 'spoilt'];
      person.says('bob', '#dev', `${first} `.repeat(2000));
      person.says('bob', '#tea', `${second} `.repeat(2000));
      const file = StateFile.open(path);
      file.write(person.model, talk);
      file.close();
      spoil(path, 'spoilt spoilt');
      const spoilt = readFileSync(path);
      const told: string[] = [];
      const next = sitter(100, 30);
      const now = () => ({ model: next.model, remembered: talk });
      const memory = remember(path, now, (sentence) => told.push(sentence));
      next.model = restored(next.model, memory.kept!);
      next.takes({ in: 'left', entries: entriesLeft(next.model, memory.kept!) });
      memory.recalled();
      expect(next.screen()).to.include('#tea');
      expect(next.window()).not.to.include('spoilt');
      if (where === 'that is not shown') expect(next.window()).to.include('whole whole');
      expect(told).to.have.length(1);
      expect(told[0]).to.match(/here\.state: .*\. Remove the file to begin anew\.$/);
      memory.changed();
      memory.end();
      expect(readFileSync(path).equals(spoilt)).to.equal(true);
      const other = remember(path, now, (sentence) => told.push(sentence));
      expect(other.kept?.self.talk.nick).to.equal('ann');
      expect(told).to.have.length(1);
      other.end();
    });

  it('has a file for each server and nick, where XDG says', () => {
    const env = { XDG_STATE_HOME: '/x' };
    expect(statePath('chat.example:7667', 'ann', env)).to.equal(
      '/x/parlance/chat.example%3A7667 ann.state',
    );
    expect(statePath('[::1]:7667', undefined, { XDG_STATE_HOME: 'x' }, '/home/ann')).to.equal(
      '/home/ann/.local/state/parlance/%5B%3A%3A1%5D%3A7667.state',
    );
    const [one = '', two = ''] = ['a', 'b'].map((end) =>
      basename(statePath('chat.example', `${'茶'.repeat(30)}${end}`, env)),
    );
    expect(one.length).to.be.at.most(240);
    expect(one).to.not.equal(two);
  });
});

/** Breaks the chain of pages that hold these words: each names a next one that is not there. */
function spoil(path: string, words: string): void {
  const pages = readFileSync(path);
  const size = pages.readUInt16BE(16);
  for (let at = size; at < pages.length; at += size)
    if (pages[at] === 0 && pages.subarray(at, at + size).includes(words))
      pages.writeUInt32BE(99_999, at);
  writeFileSync(path, pages);
}

const room = (seq: number): EventOf<'room'> => ({
  ...{ ev: 'room', room: '#dev', seq, count: 2, settings: {} },
  members: [{ nick: 'ann' }, { nick: 'bob' }],
});

const react: EventOf<'react'> = {
  ...{ ev: 'react', room: '#dev', seq: 3, of: 2, of_from: 'ann', from: 'bob', emoji: '👍' },
  at: '2026-11-22T12:02:00.000Z',
};
