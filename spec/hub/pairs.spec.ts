/** A server that finds a difference between what it has told and what it is to tell says so, and tells nothing more. */
import { expect } from 'chai';
import type { Event } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import { Audience } from '../../server/net/audience.ts';
import type { Act } from '../../server/rooms/act.ts';
import { motd } from '../../server/rooms/commands/motd.ts';
import { quit } from '../../server/rooms/commands/quit.ts';
import { sayInRoom } from '../../server/rooms/logs/saying.ts';
import { end } from '../../server/rooms/people/ending.ts';
import type { LogRange, LogRecord } from '../../server/store/store.ts';
import { standard } from '../../server/surroundings.ts';
import { openServer } from '../support/server.ts';
import { openTroubledRoom } from '../support/troubled-room.ts';
import { TroubledStore } from '../support/troubled-store.ts';

/** A log that has lost the third event of each log without knowing it. */
class LossyLog extends TroubledStore {
  override async read(log: LogKey, part: LogRange): Promise<LogRecord[]> {
    return (await super.read(log, part)).filter(({ event }) => event.seq !== 3);
  }
}

/** A log with a mistake in it: it throws where it should reject. */
class MistakenLog extends TroubledStore {
  override search(): never {
    throw new Error('a mistake of ours');
  }
}

describe('a server that would tell something wrong', () => {
  it('stops instead, says so, and leaves what was said to the next start', async () => {
    const log = new LossyLog();
    const server = await openServer({}, log);
    const ann = await server.party('ann', 'json');
    ann.send('/join #dev\n/msg #dev 1\n/msg #dev 2\n/msg #dev 3\n/msg #dev 4');
    await ann.rest();
    const bob = await server.party('bob', 'json');
    bob.send('/join #dev=1');
    await server.broken;
    expect(server.warnings).to.have.length(1);
    expect(server.warnings[0]).to.match(/stopped before it told something wrong: .*#dev .* gap/);
    expect((await log.read('#dev' as LogKey, everything)).length).to.equal(3);
    expect(bob.heard.some((line) => line.includes('"seq":4'))).to.equal(false);
  });

  it('stops instead when a command that only asks would tell others what is not stored', async () => {
    const server = await openServer();
    const ann = await server.party('ann', 'json');
    const { run } = motd;
    motd.run = (act: Act) => {
      act.announce([], { ev: 'back', nick: 'ann', at: act.at });
      act.ok();
    };
    ann.send('/motd@t1');
    await server.broken;
    motd.run = run;
    expect(server.warnings[0]).to.match(/commanded was to be told before it is stored: announce/);
    expect(
      ann.heard.some((line) => line.includes('"back"') || line.includes('"re":"t1"')),
    ).to.equal(false);
  });

  it('stops instead when a log would be told what the store could not take', async () => {
    const { store, server, ann, bob } = await openTroubledRoom();
    const { run } = quit;
    quit.run = (act: Act) => {
      for (const room of act.person.rooms.values()) sayInRoom(act, room, 'say', 'farewell');
      end(act, '');
    };
    await store.inVain(() => ann.send('/quit'));
    store.resume();
    await server.broken;
    quit.run = run;
    expect(server.warnings.at(-1)).to.match(/#dev was to be told what is not stored/);
    expect(bob.texts('#dev')).to.deep.equal([]);
  });

  it('stops in order when an answer can not be made, and says why', async () => {
    const server = await openServer({}, new MistakenLog());
    const ann = await server.party('ann', 'json');
    ann.send('/search@t1 tea');
    await server.broken;
    expect(server.warnings).to.have.length(1);
    expect(server.warnings[0]).to.match(/stopped .*a mistake of ours/);
  });

  it('ends, though that happens while it is ending and something is left to be stored', async () => {
    const log = new TroubledStore();
    const doors = standard.doors.map((door) => ({
      ...door,
      open: () => ({
        ...door.open(),
        write(event: Event): string {
          if (event.ev === 'message') throw new Error('a mistake of ours');
          return door.open().write(event);
        },
      }),
    }));
    const server = await openServer({}, log, { doors });
    const ann = await server.party('ann', 'json');
    ann.send('/join #dev');
    await ann.rest();
    log.stallCommits();
    await log.committing(() => ann.send('one'));
    ann.send('two');
    await server.read();
    const closed = server.close();
    log.resume();
    await Promise.all([server.broken, closed]);
    expect(server.warnings).to.have.length(1);
    expect(ann.texts('#dev')).to.deep.equal([]);
  });

  it('notices an event that does not follow the one before', () => {
    const audience = new Audience('#dev' as LogKey, '#dev', 7);
    const event = {
      ev: 'message',
      room: '#dev',
      at: '',
      from: 'a',
      kind: 'say',
      text: '',
    } as const;
    audience.hear({ ...event, seq: 8 }, 'guest:1', 1);
    expect(() => audience.hear({ ...event, seq: 10 }, 'guest:1', 1)).to.throw(
      '#dev was to be told 10 behind 8',
    );
    expect(() => audience.hear({ ...event, seq: 8 }, 'guest:1', 1)).to.throw(
      '#dev was to be told 8 behind 8',
    );
  });
});

const everything = { after: 0, before: 100, limit: 100, keep: 'oldest' } as const;
