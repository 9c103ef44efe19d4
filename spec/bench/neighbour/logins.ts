/** `npm run bench:logins`: how long messages of others take while people log in, whose passwords are hashed meanwhile. */
import { Command } from 'commander';
import { Party } from '../../support/party.ts';
import { repository } from '../../support/repository.ts';
import { byTcp } from '../../support/ways.ts';
import { introduce, number } from '../frame.ts';
import { median } from '../measure.ts';
import { milliseconds, percent, words } from '../table.ts';
import { Talk } from './talk.ts';
import { Watched } from './watched.ts';

interface Options {
  readonly perSecond: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly against: string;
}

const { perSecond, seconds, rounds, against } = new Command('npm run bench:logins --')
  .description('Measures what others feel of people who log in.')
  .option('--per-second <n>', 'how many log in', number(1, 'whole number'), 20)
  .option('--seconds <n>', 'how long each measurement takes', number(1, 'number'), 5)
  .option('--rounds <n>', 'how often it is measured', number(1, 'whole number'), 5)
  .option('--against <dir>', 'the server of another checkout of this repository, built', repository)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse()
  .opts<Options>();

const PASSWORD = 'correct-horse-battery';

/** Somebody with an account and an address of their own, who logs in and out. */
class Member {
  readonly #nick: string;
  readonly #party: Party;

  private constructor(nick: string, party: Party) {
    this.#nick = nick;
    this.#party = party;
  }

  static async register(port: number, n: number): Promise<Member> {
    const nick = `member-${n}`;
    const way = byTcp(port, undefined, `127.3.${n >> 8}.${n & 255}`);
    const party = await Party.open(way, nick, 'json');
    await party.ask({ cmd: 'register', password: PASSWORD });
    await party.ask({ cmd: 'logout' });
    return new Member(nick, party);
  }

  async logIn(): Promise<void> {
    await this.#party.ask({ cmd: 'login', nick: this.#nick, password: PASSWORD });
    await this.#party.ask({ cmd: 'logout' });
  }
}

/** Has them log in one after the other, at their rate, until it is called off. Returns how many did in the end. */
function logIn(members: readonly Member[]): () => Promise<number> {
  const all: Promise<void>[] = [];
  const timer = setInterval(
    () => all.push(members[all.length % members.length]?.logIn() ?? Promise.resolve()),
    1000 / perSecond,
  );
  return async () => {
    clearInterval(timer);
    await Promise.all(all);
    return all.length;
  };
}

const server = await Watched.start(against);
// Nobody logs in again before their last login is over, and within the rate of one connection.
const members: Member[] = [];
while (members.length < 3 * perSecond)
  members.push(await Member.register(server.port, members.length));
const talk = await Talk.open(server.port);
await talk.measure(1);

introduce('How long a message takes from one to another while others log in.');
console.log(
  words('', ['quiet p50', 'quiet p99', 'p50', 'p99', 'ratio', 'of a core', 'logins'], ''),
);
const ratios: number[] = [];
for (let round = 1; round <= rounds; round += 1) {
  const quiet = await talk.measure(seconds);
  const [cpu, began] = [server.cpu, performance.now()];
  const end = logIn(members);
  const busy = await talk.measure(seconds);
  const share = (1000 * (server.cpu - cpu)) / (performance.now() - began);
  const logins = await end();
  const of = ({ took }: typeof quiet, part: number) => (took.percentile(part) ?? Number.NaN) / 1000;
  const ratio = of(busy, 0.99) / of(quiet, 0.99);
  ratios.push(ratio);
  const times = [of(quiet, 0.5), of(quiet, 0.99), of(busy, 0.5), of(busy, 0.99)].map(milliseconds);
  const lost = quiet.lost + busy.lost;
  const figures = [...times, ratio.toFixed(2), percent(share), String(logins)];
  console.log(words(`  round ${round}`, figures, lost === 0 ? '' : `${lost} did not come`));
}
console.log(`\nThe p99 beside logins is ${median(ratios).toFixed(2)} times the quiet one.`);
await server.end();
process.exit();
