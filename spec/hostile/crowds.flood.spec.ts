/** Very many connections: silent ones, short ones, more than the system gives sockets for, and those that ask and never read. */
import { expect } from 'chai';
import { Party } from '../support/party.ts';
import { executable, type Server, served, start, startServer } from '../support/process.ts';
import { alone } from './alone.ts';
import { heaviest, mostOpen, weighed } from './weight.ts';

/** No crowd here may make a server take more: it begins with 85, and takes up to 150. */
const MOST_MEGABYTES = 200;
/** More than twice as many as systems mostly let a process open (1024), or as many as this one does. */
const MANY = Math.min(2500, mostOpen() - 500);
/** How many come and go again. */
const COMERS = 1000;
/** How many ask for what would take more memory in all than the server may have. */
const ASKERS = 40;
/** What a system may allow that lets a process have few files. */
const FEW = 200;
/** So many connect at the same time. */
const WAVE = 250;

describe('a server that very many connect to', () => {
  let server: Server;
  /** What it tells its operator. */
  let warning: RegExp;
  const crowd: Party[] = [];

  async function open(...options: string[]): Promise<void> {
    server = await startServer(['--memory', ...options]);
  }
  beforeEach(() => {
    warning = /^$/;
  });
  afterEach(async () => {
    for (const each of crowd.splice(0)) each.destroy();
    const megabytes = heaviest(server.pid);
    expect(await server.stop()).to.equal(0);
    expect(megabytes).to.be.below(MOST_MEGABYTES);
    expect(server.stderr()).to.match(warning);
  });

  async function connect(count: number): Promise<Party[]> {
    const opened: Party[] = [];
    while (opened.length < count) {
      const wave = Array.from({ length: Math.min(WAVE, count - opened.length) }, () =>
        Party.connect(server.port),
      );
      opened.push(...(await Promise.all(wave)));
    }
    crowd.push(...opened);
    return opened;
  }

  it(`greets ${MANY} who say nothing, and serves who comes then${weighed}`, async () => {
    await open('--no-limits');
    const silent = await connect(MANY);
    await Promise.all(
      silent.map((each) => each.until(/^\* If your connection is lost: \/resume \S+$/)),
    );
    const newcomer = await Party.open(server.port, 'newcomer', 'json');
    newcomer.send('/who');
    expect((await newcomer.event('who')).count).to.equal(MANY + 1);
  });

  it(`forgets ${COMERS} who come and go${weighed}`, async () => {
    await open('--no-limits', '--grace', '1');
    for (let left = COMERS; left > 0; left -= WAVE) {
      for (const [n, each] of (await connect(WAVE)).entries()) {
        if (n % 2 === 0) each.write('/join #dev\nhello\n/whois me\nhalf a li');
        if (n % 3 === 0) each.cut();
        else each.end();
      }
    }
    await Promise.all(crowd.map((each) => each.ended()));
    await alone(server.port);
  });

  it('tells those for whom the system gives it no socket why, and its operator once, and serves again when it does', async () => {
    const serve = 'exec "$0" "$1" serve --port 0 --memory --no-limits --log-level warn';
    const shell = ['-c', `ulimit -n ${FEW}; ${serve}`, process.execPath, executable];
    const running = start('bash', shell);
    const [, port] = await running.until(/listening on \S+:(\d+)/);
    server = served(running, port);
    warning = new RegExp(`^.*"the server is full: .* ${FEW} files, .*ulimit -n.*\n$`);
    const many = await connect(2 * FEW);
    const fates = await Promise.all(
      many.map(async (each) => (await each.until(/^\* (Welcome|Bye: The server is full)/)).at(-1)),
    );
    const told = fates.filter((fate) => fate?.startsWith('* Bye'));
    expect(told.length).to.be.within(1, 2 * FEW - 1);
    const witness = many[fates.findIndex((fate) => fate?.startsWith('* Welcome'))];
    for (const each of crowd.splice(0)) if (each !== witness) each.cut();
    // The server has let go of the others before it reads the second line.
    for (const _ of ['first', 'second']) await witness?.barrier();
    await witness?.reset();
    const newcomer = await Party.open(server.port, 'newcomer', 'json');
    newcomer.send('/who');
    expect((await newcomer.event('who')).count).to.equal(1);
    await newcomer.close();
  });

  /** Rooms with long topics: `/rooms` answers with as much as one line may hold. */
  async function openRooms(): Promise<Party> {
    const ann = await Party.open(server.port, 'ann');
    for (let n = 0; n < 90; n += 1) ann.send(`/join #r${n}\n/topic #r${n} ${'x'.repeat(900)}`);
    await ann.rest();
    return ann;
  }

  /** Time enough for everybody to be given 200 turns. */
  async function turns(ann: Party): Promise<void> {
    for (let left = 200; left > 0; left -= 1) await ann.barrier();
  }

  it(`keeps no more answers than it may for many who ask for long lists, nor for one who asks for ever, with pings between, and never read${weighed}`, async () => {
    await open('--no-limits');
    const ann = await openRooms();
    const askers = await connect(ASKERS);
    for (const asker of askers) asker.stall();
    for (const asker of askers) asker.write(`${'/rooms\n'.repeat(64)}/ping@last\n`);
    await turns(ann);
    askers[0]?.wake();
    await askers[0]?.until(/^\* ok last$/);
    askers[0]?.stall();
    askers[0]?.write('/ping\n/rooms\n'.repeat(20_000));
    await turns(ann);
  });
});
