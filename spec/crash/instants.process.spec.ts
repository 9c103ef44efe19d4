/** What a kill does at each moment of a command's life, as two people see it. */
import { expect } from 'chai';
import { Clock } from '../history/diary.ts';
import { Chance } from '../hostile/chance.ts';
import { rowsIn } from './database.ts';
import type { Doom } from './doom.ts';
import { Machine } from './machine.ts';
import { Person } from './person.ts';

describe('a server that is killed', () => {
  let machine: Machine;
  let ann: Person;
  let bob: Person;

  beforeEach(async () => {
    const clock = new Clock();
    const fail = ({ text }: { text: string }) => {
      throw new Error(text);
    };
    machine = new Machine(clock, fail);
    await machine.boot();
    const come = async (name: string): Promise<Person> => {
      const chance = new Chance(1);
      const person = new Person({
        name,
        port: () => machine.port,
        clock,
        chance,
        fail,
        answered() {},
      });
      person.wake();
      await Promise.all([
        person.do({ cmd: 'nick', nick: name }),
        person.do({ cmd: 'join', rooms: ['#tea'] }),
      ]);
      return person;
    };
    ann = await come('ann');
    bob = await come('bob');
    // Both have been told of everything so far.
    for (const person of [ann, bob, ann, bob]) await person.do({ cmd: 'ping' });
  });
  afterEach(async () => {
    for (const person of [ann, bob]) person.rest();
    await machine.scrap();
  });

  /** Ann asks for something, and the server dies at that point. What is in the file then, and who has been told. */
  async function askAndDie(doom: Doom) {
    await machine.condemn(doom);
    const answer = ann.do({ cmd: 'msg', tag: 't1', to: '#tea', text: 'hello' });
    const cut = Promise.all([ann, bob].map((person) => person.lost()));
    await machine.death();
    await cut;
    const stored = rowsIn(machine.data).map(({ tag }) => tag);
    const told = [ann, bob].flatMap((each) => (texts(each).length > 0 ? [each.name] : []));
    return { answer, stored, told };
  }

  /** It is started again; ann has her answer, and both have heard all that there is. */
  async function goOn(answer: Promise<unknown>): Promise<unknown> {
    await machine.boot();
    const given = await answer;
    for (const person of [ann, bob, ann, bob]) await person.do({ cmd: 'ping' });
    return given;
  }

  /** Said once, heard once by both, and nobody was seen to come or go. */
  function expectOnce(): void {
    expect(rowsIn(machine.data).map(({ tag }) => tag)).to.deep.equal(['t1']);
    expect(texts(ann)).to.deep.equal(['hello']);
    expect(texts(bob)).to.deep.equal(['hello']);
    const seen = [...events(ann), ...events(bob)].map(({ ev }) => ev);
    expect(seen.filter((ev) => ev === 'joined')).to.deep.equal(['joined']);
    expect(seen).to.not.include('quit');
  }

  const done = { ev: 'ok', re: 't1', room: '#tea', seq: 1 };

  it('before a commit has done nothing; what is sent again is done once', async () => {
    const { answer, stored, told } = await askAndDie({ commit: 1, when: 'before' });
    expect({ stored, told }).to.deep.equal({ stored: [], told: [] });
    expect(await goOn(answer)).to.deep.equal(done);
    expectOnce();
  });

  it('after a commit, before anybody was told, has done it; what is sent again gets the answer', async () => {
    const { answer, stored, told } = await askAndDie({ commit: 1, when: 'after' });
    expect({ stored, told }).to.deep.equal({ stored: ['t1'], told: [] });
    expect(await goOn(answer)).to.deep.equal(done);
    expectOnce();
  });

  it('half-way through telling has told some; the others hear it when they come back', async () => {
    const { answer, stored, told } = await askAndDie({ commit: 1, when: 'telling', writes: 2 });
    expect(stored).to.deep.equal(['t1']);
    expect(told).to.have.length(1);
    expect(await goOn(answer)).to.deep.equal(done);
    expectOnce();
  });
});

const events = ({ diary }: Person) =>
  diary.notes.flatMap((note) => (note.on === 'heard' ? [note.event] : []));

const texts = (person: Person): string[] =>
  events(person).flatMap((event) => (event.ev === 'message' ? [event.text] : []));
