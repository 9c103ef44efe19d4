/** Strangers send a server everything that there is: it stays up, tells the truth, and keeps people apart. */
import { expect } from 'chai';
import { startServer } from '../support/process.ts';
import { seedOfThisRun } from '../support/seed.ts';
import { openServer } from '../support/server.ts';
import { alone } from './alone.ts';
import { BadDisk } from './bad-disk.ts';
import { Chance } from './chance.ts';
import { type Circle, circles, isLeak } from './deeds.ts';
import { Stranger } from './stranger.ts';
import { Visit } from './visit.ts';

/** `PARLANCE_LINES=1000000 npx mocha spec/hostile/fuzz.flood.spec.ts` lets them go on for longer. */
const LINES = Number(process.env.PARLANCE_LINES ?? 5000);
/** With a bad disk most of the time is spent in waiting. */
const SLOW_LINES = LINES / 2;
const STRANGERS = 12;
/** How often a refused command is sent again. */
const MAX_TRIES = 100;

describe('strangers who send anything at all', function () {
  this.timeout(180_000);
  const seed = seedOfThisRun();
  const repeatable = `(PARLANCE_SEED=${seed} repeats it)`;
  let problems: string[];
  beforeEach(() => {
    problems = [];
  });

  /** Somebody who only listens: in the first room of a circle, or in no room. */
  async function listener(port: number, own: Circle | undefined): Promise<Visit> {
    const room = own?.rooms[0];
    const problem = (text: string) => problems.push(`who listens in ${room} ${text}`);
    const visit = await Visit.open(port, 'json', {
      mayRing: false,
      answer: () => {},
      bye: () => problem('hears a goodbye'),
      words(text, where) {
        if (where !== room || isLeak(own, text, where)) problem(`hears in ${where}: ${text}`);
      },
      problem,
    });
    const come = room === undefined ? { cmd: 'ping' } : { cmd: 'join', rooms: [room] };
    await ask(visit, { ...come, tag: 'come' });
    return visit;
  }

  /** Asks until it is done: a bad disk refuses now and then. */
  async function ask(visit: Visit, command: { cmd: string; tag: string }): Promise<void> {
    for (let left = MAX_TRIES; left > 0; left -= 1) {
      const answered = visit.answer(command.tag);
      visit.write(`${JSON.stringify(command)}\n`);
      if (await answered) return;
    }
    throw new Error(`/${command.cmd} was refused ${MAX_TRIES} times`);
  }

  /** Lets them loose on a server; then it must still answer, and nobody may have heard what is wrong. */
  async function letLoose(port: number, lines: number): Promise<void> {
    const chance = new Chance(seed);
    const strangers = Array.from({ length: STRANGERS }, (_, n) => {
      const circle = circles[n % circles.length] as Circle;
      const name = `${circle.nicks[0]?.slice(0, -1)}-${n}`;
      return new Stranger({ port, name, circle, rings: n % 2 === 0, problems }, chance.fork());
    });
    const listeners = await Promise.all([...circles, undefined].map((own) => listener(port, own)));
    await Promise.all(strangers.map((stranger) => stranger.live(lines / STRANGERS)));
    for (const visit of listeners) {
      await ask(visit, { cmd: 'ping', tag: 'all' });
      visit.json.settle();
      visit.reset();
    }
    expect(problems.slice(0, 5)).to.deep.equal([]);
    const nowhere = listeners.pop();
    expect(nowhere?.heard, 'a welcome and two answers').to.equal(3);
    for (const { heard } of listeners) expect(heard).to.be.above(lines / 200);
    expect(strangers.reduce((sum, { sent }) => sum + sent, 0)).to.be.at.least(lines);
    await alone(port);
  }

  it(`neither crash it nor hear what is not for them, in ${LINES} lines ${repeatable}`, async () => {
    const options = ['--memory', '--no-limits', '--grace', '2', '--memory-limit', '8'];
    const server = await startServer(options);
    try {
      await letLoose(server.port, LINES);
      expect(server.stderr()).to.equal('');
      expect(await server.stop()).to.equal(0);
    } finally {
      await server.stop();
    }
  });

  it(`hear nothing that was not stored when the disk is slow and often fails ${repeatable}`, async () => {
    const disk = new BadDisk(new Chance(seed + 1));
    const server = await openServer({ grace: '2' }, disk);
    let isOver = false;
    /** Time goes by with what the server does, not with how fast this machine is. */
    const pass = () => {
      server.clock.pass(1);
      if (!isOver) setImmediate(pass);
    };
    pass();
    await letLoose(server.port, SLOW_LINES).finally(() => {
      isOver = true;
    });
    expect(disk.failures).to.be.above(0);
    const mistakes = server.warnings.filter(
      (warning) => !/the disk is (bad|mute)|again$/.test(warning),
    );
    expect(mistakes).to.deep.equal([]);
  });
});
