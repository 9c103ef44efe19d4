/** A door of somebody else: it is one more in a list, and the server learns of it nowhere else. */
import { expect } from 'chai';
import type { Door } from '../../server/doors/door.ts';
import { asJson } from '../../server/doors/json.ts';
import { standard } from '../../server/surroundings.ts';
import { language } from '../support/language.ts';
import type { Party } from '../support/party.ts';
import { openServer, type TestServer } from '../support/server.ts';

const GREETING = 'LOUD 1';
const MODEST_GREETING = 'MODEST 1';

/** How often something was written for whoever speaks so. */
let written: string[];

/** Typed lines in, events in capitals out, each in a frame of its own: its size, a colon, its bytes and a newline. */
const loud: Door = {
  claims: (line) => line === GREETING,
  open: () => ({
    name: 'loud',
    variant: 'loud',
    traits: {
      quits: false,
      pings: false,
      echoes: true,
      rings: true,
      showsLast: true,
      welcomes: false,
    },
    read: (line) => (line === GREETING ? { cmd: 'ping' } : language.read(line)),
    write(event) {
      const text = asJson(event).trim().toUpperCase();
      written.push(text);
      return text;
    },
    frame(text) {
      const bytes = new TextEncoder().encode(text);
      return new TextEncoder().encode(`${bytes.length}:${text}\n`);
    },
  }),
};

/** The same bytes for people who do not hear themselves. */
const modest: Door = {
  claims: (line) => line === MODEST_GREETING,
  open() {
    const dialect = loud.open();
    return {
      ...dialect,
      name: 'modest',
      traits: { ...dialect.traits, echoes: false },
      read: (line) => (line === MODEST_GREETING ? { cmd: 'ping' } : language.read(line)),
    };
  },
};

/** What a frame holds; its size must be right. */
function unframed(line: string): string {
  const [, size, text = ''] = /^(\d+):(.*)$/s.exec(line) ?? [];
  expect(Buffer.byteLength(text), line).to.equal(Number(size));
  return text;
}

describe('a door that is added', () => {
  let server: TestServer;
  let ann: Party;
  let bob: Party;

  async function loudly(nick: string, greeting = GREETING): Promise<Party> {
    const party = await server.connect(nick);
    party.send(greeting);
    party.send(`/nick ${nick}`);
    await rest(party);
    return party;
  }

  /** All that has come and was not read, without its frames. */
  async function rest(party: Party): Promise<string[]> {
    party.send('/ping@end');
    const lines = await party.until(/"RE":"END"/);
    return lines.slice(0, -1).map(unframed);
  }

  beforeEach(async () => {
    written = [];
    server = await openServer({}, undefined, {
      doors: [loud, modest, ...standard.doors],
    });
    ann = await loudly('ann');
    bob = await loudly('bob');
  });

  it('greets those who knock at it, and leaves the others to theirs', async () => {
    expect(unframed(ann.heard[0] ?? '')).to.match(/^\{"EV":"WELCOME"/);
    const program = await server.connect('program');
    program.send('{"cmd":"whoami"}');
    await program.event('welcome');
    await program.event('whoami');
    const person = await server.connect('person');
    person.send('/whoami');
    await person.until(/^\* You are guest/);
  });

  it('opens onto the same rooms: an event is written once for all who came through it', async () => {
    const person = await server.party('cyd');
    const program = await server.party('program', 'json');
    for (const each of [ann, bob]) {
      each.send('/join #dev');
      await rest(each);
    }
    for (const each of [person, program]) each.send('/join #dev quiet');
    for (const each of [person, program]) await each.rest();
    for (const each of [ann, bob]) await rest(each);
    written = [];
    person.send('/msg #dev één\n/msg #dev two\n/names #dev\n/msg #dev three');
    await person.rest();
    const heard = [await rest(ann), await rest(bob)];
    expect(heard[0]).to.deep.equal(heard[1]);
    expect(heard[0]?.map((text) => JSON.parse(text).TEXT)).to.deep.equal(['ÉÉN', 'TWO', 'THREE']);
    expect(written.filter((text) => text.includes('"MESSAGE"'))).to.have.length(3);
    for (const text of ['één', 'two', 'three']) {
      expect(await program.event('message')).to.include({ text, from: 'cyd' });
    }
  });

  it('cuts a batch between two frames for those who come in the middle of it', async () => {
    ann.send('/join #dev\n/msg #dev önce');
    await rest(ann);
    ann.send('/msg #dev a\n/msg #dev b\n/names #dev\n/msg #dev c\n/part #dev\n/join #dev');
    const texts = (await rest(ann)).map((text) => JSON.parse(text).EV);
    expect(texts.slice(0, 4)).to.deep.equal(['MESSAGE', 'MESSAGE', 'ROOM', 'MESSAGE']);
  });

  it('may have people who do not hear themselves, and hear all others in order, in the same bytes', async () => {
    const cyd = await loudly('cyd', MODEST_GREETING);
    for (const each of [ann, bob, cyd]) {
      each.send('/join #dev');
      await rest(each);
    }
    for (const each of [ann, bob, cyd]) await rest(each);
    written = [];
    ann.send('/msg #dev a');
    await rest(ann);
    cyd.send('/msg #dev b\n/msg #dev c\n/topic #dev tea\n/msg@d #dev d');
    const own = await rest(cyd);
    ann.send('/msg #dev e\n/msg cyd f');
    await rest(ann);
    const told = (texts: string[]) =>
      texts.map((text) => JSON.parse(text)).map(({ TEXT, RE }) => TEXT ?? RE);
    expect(told([...own, ...(await rest(cyd))])).to.deep.equal(['A', 'TEA', 'D', 'E', 'F']);
    expect(told(await rest(bob))).to.deep.equal(['A', 'B', 'C', 'TEA', 'D', 'E']);
    const messages = written.filter(
      (text) => text.includes('"ROOM":"#DEV"') && text.includes('"MESSAGE"'),
    );
    expect(messages).to.have.length(5);
  });

  it('has traits of its own: its people are shown the last lines, and come back when they have closed', async () => {
    ann.send('/join #dev\n/msg #dev hello');
    await rest(ann);
    bob.send('/join #dev');
    expect((await rest(bob)).filter((text) => text.includes('"HISTORY"'))).to.have.length(1);
    await bob.close();
    ann.send('/whois bob');
    expect((await rest(ann)).join()).to.match(/"CONNECTED":FALSE/);
  });
});
