/** Somebody who is on several servers with one client. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { ModelInput } from '../../client-ink/model/model.ts';
import {
  lostAtAll,
  modelOf,
  reduceServers,
  type Served,
  type ServerEffect,
  type Servers,
  serversWith,
  withServer,
} from '../../client-ink/model/servers.ts';
import { type PerformingPorts, perform } from '../../client-ink/performing.ts';
import { type Sitter, sitter, welcome } from './sitter.ts';

const profiles = ['work', 'home', 'club'];

/** A server on which one is in some rooms. */
function served(name: string, ...rooms: string[]): Served {
  const there = sitter(120, 24, { profile: name, profiles, prefix: name });
  const nick = `ann-${name}`;
  there.learns({ link: 'up', welcome: welcome(nick, 'one'), resumed: false, perhaps: [] });
  for (const room of rooms) there.isIn(room, 'bob');
  there.presses('alt-1');
  return { name, model: there.model };
}

/** Ann at her client, on two servers. */
class Ann {
  servers: Servers = serversWith(served('work', '#dev', '#ops'), served('home', '#tea'));
  effects: ServerEffect[] = [];
  readonly #others = sitter();

  takes(input: ModelInput, server?: string): void {
    const update = reduceServers(this.servers, input, server);
    this.servers = update.servers;
    this.effects.push(...update.effects);
  }

  presses(...keys: string[]): void {
    for (const key of keys) this.takes({ in: 'key', key: { key }, at: 0 });
  }

  types(text: string): void {
    this.takes({ in: 'key', key: { text }, at: 0 });
  }

  enters(text: string): void {
    this.types(text);
    this.presses('enter');
  }

  hears(server: string, from: string, room: string, text: string): void {
    const event = this.#others.message(from, room, text);
    this.takes({ in: 'link', link: { link: 'event', event }, at: 0 }, server);
  }

  get screen(): string {
    const { model } = this;
    return Object.assign(sitter(), { model }).screen();
  }

  get model(): Sitter['model'] {
    return modelOf(this.servers);
  }

  get shown(): string {
    return `${this.servers.shown} ${this.model.places.find(({ id }) => id === this.model.shown)?.name}`;
  }

  get flash(): string | undefined {
    return this.model.flash;
  }

  sent(): [string, string][] {
    return this.effects
      .splice(0)
      .flatMap(({ server, effect }): [string, string][] =>
        effect.do === 'send' && 'text' in effect.command
          ? [[server, effect.command.text ?? '']]
          : [],
      );
  }
}

describe('somebody on several servers', () => {
  let ann: Ann;

  beforeEach(() => {
    ann = new Ann();
    ann.takes({ in: 'key', key: { key: 'alt-2' }, at: 0 });
  });

  it('sees the rooms of each below it, in one list with one count', () => {
    expect(ann.shown).to.equal('work #dev');
    expect(ann.screen).to.match(/ 1 work .*\n 2 #dev .*\n 3 #ops .*\n 4 home .*\n 5 #tea /);
  });

  it('goes from one to the other by number, by name, to the next, and back', () => {
    ann.presses('alt-5');
    expect(ann.shown).to.equal('home #tea');
    expect(ann.screen)
      .to.match(/ann-home> /)
      .and.match(/ 2 #dev /);
    ann.presses('alt-/');
    expect(ann.shown).to.equal('work #dev');
    ann.presses('ctrl-k');
    ann.types('te');
    expect(ann.screen).to.include('#tea home');
    ann.presses('enter');
    expect(ann.shown).to.equal('home #tea');
    ann.presses('ctrl-n');
    expect(ann.shown).to.equal('work work');
    ann.presses('ctrl-p', 'ctrl-p');
    expect(ann.shown).to.equal('home home');
  });

  it('is told before they quit what no server has got, and which lines are lost on which', () => {
    ann.presses('alt-5');
    ann.takes({ in: 'link', link: { link: 'lost', reason: 'gone' }, at: 0 });
    for (const line of ['hello?', '/join #milk']) ann.enters(line);
    ann.presses('alt-2');
    ann.enters('here I am');
    ann.presses('ctrl-c');
    expect(ann.screen).to.include('not sent: 2 kept for the next time, 1 lost');
    expect(lostAtAll(ann.servers)).to.deep.equal(['home: /join #milk']);
  });

  it('says something on the server that is shown, and the half-typed line stays on the other', () => {
    ann.types('to be cont');
    ann.presses('alt-5');
    ann.enters('hello');
    expect(ann.sent()).to.deep.equal([['home', 'hello']]);
    ann.presses('alt-/');
    expect(ann.screen).to.include('ann-work> to be cont');
  });

  it('hears of what is said on the other, which is unread, and goes there by the key for that', () => {
    ann.presses('alt-5', 'alt-/');
    ann.hears('home', 'bob', '#tea', 'is the water hot?');
    expect(ann.screen).to.match(/ 5 #tea +1[ │]/);
    ann.presses('alt-a');
    expect(ann.shown).to.equal('home #tea');
    expect(ann.screen).to.include('is the water hot?').and.match(/ new /);
    expect(ann.screen).to.not.match(/ 5 #tea +1/);
  });

  it('has the calls of the other in the inbox, and goes to one without reading what came after it', () => {
    ann.presses('alt-2');
    ann.hears('home', 'bob', '#tea', 'ann-home: is the water hot?');
    for (let each = 1; each <= 60; each += 1) ann.hears('home', 'bob', '#tea', `number ${each}.`);
    ann.presses('alt-i');
    expect(ann.screen).to.match(/ home #tea +12:01 +bob ann-home: is the water hot\?/);
    ann.presses('enter');
    expect(ann.shown).to.equal('home #tea');
    expect(ann.screen).to.include('ann-home: is the water hot?');
    expect(ann.model.places.find(({ name }) => name === '#tea')).to.include({ unread: 61 });
    ann.presses('escape', 'escape');
    expect(ann.model.places.find(({ name }) => name === '#tea')).to.include({ unread: 0 });
  });

  it('is called from the other, by the name of it', () => {
    ann.presses('alt-5', 'alt-/');
    ann.takes({ in: 'focus', is: 'here', at: 0 });
    ann.hears('home', 'bob', '#tea', 'ann-home: tea?');
    expect(ann.effects.at(-1)?.effect).to.deep.include({ do: 'call', title: 'bob in #tea (home)' });
    expect(ann.screen).to.match(/ 5 #tea +1!/);
  });

  it('goes on with one when the connection to the other is lost', () => {
    ann.takes({ in: 'link', link: { link: 'lost', reason: 'cut off' }, at: 0 }, 'home');
    ann.enters('still here');
    expect(ann.screen).to.include('still here').and.not.include('cut off');
    expect(ann.screen).to.match(/ 4 home +×/);
    expect(ann.sent()).to.deep.equal([['work', 'still here']]);
    ann.presses('alt-5');
    expect(ann.screen).to.include('connection lost: cut off');
  });

  it('is called from none when the bell is off', () => {
    ann.enters('/bell off');
    ann.hears('home', 'bob', '#tea', 'ann-home: tea?');
    expect(ann.effects.filter(({ effect }) => effect.do === 'call')).to.deep.equal([]);
    expect(ann.screen).to.match(/ 5 #tea +1!/);
  });

  it('has the same size, mouse and deleted words everywhere', () => {
    ann.types('some words');
    ann.presses('ctrl-w');
    ann.takes({ in: 'resize', columns: 90, rows: 30, at: 0 });
    ann.presses('f9', 'alt-5', 'ctrl-y');
    expect(ann.model).to.deep.include({ size: { columns: 90, rows: 30 }, hasMouse: false });
    expect(ann.screen).to.include('ann-home> words');
  });
});

/** Anything that may come in. */
const anInput: fc.Arbitrary<[ModelInput, string?]> = fc.oneof(
  fc
    .constantFrom('alt-1', 'alt-2', 'alt-4', 'alt-5', 'alt-/', 'alt-a', 'alt-m', 'ctrl-n', 'ctrl-p')
    .map((key): [ModelInput] => [{ in: 'key', key: { key }, at: 0 }]),
  fc
    .constantFrom('work', 'home')
    .map((name): [ModelInput, string] => [
      { in: 'link', link: { link: 'lost', reason: 'cut off' }, at: 0 },
      name,
    ]),
  fc
    .tuple(fc.constantFrom('work #dev', 'home #tea'), fc.constantFrom('ann-work?', 'tea'))
    .map(([where, text]): [ModelInput, string] => {
      const [server = '', room = ''] = where.split(' ');
      said += 1;
      const at = new Date(said * 1000).toISOString();
      const event = { ev: 'message', room, seq: said, at, from: 'bob', kind: 'say', text } as const;
      return [{ in: 'link', link: { link: 'event', event }, at: 0 }, server];
    }),
);

let said = 0;

describe('whatever is pressed and comes', () => {
  it('one server is in front, it knows of all others, and nothing that is unread is on the screen', () => {
    fc.assert(
      fc.property(fc.array(anInput, { size: 'max', maxLength: 30 }), (inputs) => {
        const ann = new Ann();
        for (const input of inputs) ann.takes(...input);
        const { all, shown } = ann.servers;
        const front = all.filter(({ model }) => !model.isBehind);
        expect(front.map(({ name }) => name)).to.deep.equal([shown]);
        const others = all.filter(({ name }) => name !== shown);
        expect(ann.model.elsewhere.map(({ server, places }) => [server, places])).to.deep.equal(
          others.map(({ name, model }) => [name, model.places]),
        );
        const there = ann.model.places.find(({ id }) => id === ann.model.shown);
        expect(there).to.deep.include({ unread: 0, mentions: 0 });
      }),
      { numRuns: 30 },
    );
  });
});

describe('/server', () => {
  let ann: Ann;

  beforeEach(() => {
    ann = new Ann();
  });

  it('is completed, and goes to a server, connecting to one that is not there yet', () => {
    ann.types('/serv');
    ann.presses('tab');
    ann.types('h');
    ann.presses('tab', 'enter');
    expect(ann.shown).to.equal('home home');
    ann.enters('/server club');
    expect(ann.effects).to.deep.include({ server: 'home', effect: { do: 'go', server: 'club' } });
    ann.servers = withServer(ann.servers, served('club'));
    expect(ann.shown).to.equal('club club');
    expect(ann.screen).to.match(/ 5 #tea .*\n 6 club /);
    expect(ann.sent()).to.deep.equal([]);
  });

  it('goes nowhere when the run is over before the way there is found', async () => {
    const deeds: string[] = [];
    let isOver = false;
    let going: Promise<void> | undefined;
    const ports = {
      options: () => ({}),
      isLeaving: () => isOver,
      lend: (meanwhile: () => Promise<void>) => {
        going = meanwhile();
        return going;
      },
      servings: {
        wayTo: async () => ({}),
        prepare: () => deeds.push('prepare'),
        begin: () => deeds.push('begin'),
      },
      store: { add: () => deeds.push('add') },
    } as unknown as PerformingPorts;
    const go = { do: 'go', server: 'club' } as const;
    perform(ports, go, 'work');
    await going;
    expect(deeds).to.deep.equal(['prepare', 'add', 'begin']);
    perform(ports, go, 'work');
    isOver = true;
    await going;
    expect(deeds).to.have.length(3);
  });

  it('is refused for a server that is not in the configuration, and lists those that are', () => {
    ann.enters('/server hmoe');
    expect(ann.flash).to.equal('Your configuration has no profile hmoe. Did you mean home?');
    ann.presses('ctrl-u');
    ann.enters('/server');
    expect(ann.screen)
      .to.include('work: you are here')
      .and.include('home: ')
      .and.include('club: not connected; /server club connects');
  });

  it('is explained by /help', () => {
    ann.enters('/help server');
    expect(ann.screen).to.include('/server [SERVER]');
    expect(ann.sent()).to.deep.equal([]);
  });
});
