/** Has strace record what a real server does to its disk and says on its sockets while people talk. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Party } from '../../support/party.ts';
import { type Running, start } from '../../support/process.ts';
import { type DiskStep, processIn, SYSCALLS, stepsIn } from './trace.ts';

/** A server's life on a new disk: `root` is a folder that is surely there, and the server makes its directory below it. */
export interface Recording {
  readonly root: string;
  readonly data: string;
  readonly steps: readonly DiskStep[];
}

/** Why nothing can be recorded here, if so. */
export function obstacle(): string | undefined {
  const { error, status } = spawnSync('strace', ['-f', '-qq', '-e', 'trace=none', 'true']);
  if (error) return 'strace is not installed';
  return status === 0 ? undefined : 'strace may not trace here';
}

/** What people do before the server is killed: lines that are sent at once, by one person each. */
const MORNING: readonly [name: string, lines: readonly string[]][] = [
  ['ana', ['/join@a1 #tea', '/say@a2 one', '/topic@a3 #tea Leaves']],
  ['bob', ['/join@b1 #tea,#dev', '/msg@b2 #dev two', '/reply@b3 #tea 1 three']],
  ['cyd', ['/join@c1 #tea', '/msg@c2 ana psst', '/say@c3 four', '/react@c4 #tea 1 👍']],
  ['ana', ['/say@a4 a slip', '/say@a5 five', '/edit@a6 #tea 1 one, and more than that']],
  ['ana', ['/msg@a7 cyd not here', '/say@a8 six', '/away@a9 lunch']],
  ['bob', ['/delete@b4 #dev 1', '/msg@b5 #dev seven', '/say@b6 eight']],
  ['cyd', ['/edit@c5 ana 1 hush', '/say@c6 nine', '/unreact@c7 #tea 1 👍']],
  ['ana', [`/say@a10 ${'a long one '.repeat(300)}`, '/edit@a11 #tea 1 one again', '/back@a12']],
  ['bob', ['/say@b7 ten', '/part@b8 #dev', '/say@b9 eleven', '/say@b10 twelve']],
  ['cyd', ['/say@c8 thirteen', '/delete@c9 #tea 4', '/say@c10 fourteen', '/delete@c11 ana 1']],
];

/** What they do when they have come back. */
const EVENING: typeof MORNING = [
  ['ana', ['/say@a13 fifteen', '/delete@a14 #tea 1', '/history@a15 #tea', '/say@a2 one']],
  ['bob', ['/say@b11 sixteen', '/msg@b12 ana psst', '/say@b13 seventeen']],
];

/** A server is killed in the middle of a life, and stopped in order at its end. */
export async function record(durability: 'full' | 'relaxed'): Promise<Recording> {
  const root = mkdtempSync(join(tmpdir(), 'parlance-'));
  const data = join(root, 'chat', 'data');
  const first = new Traced(root, data, durability);
  const people = await first.receive(['ana', 'bob', 'cyd']);
  await talk(people, MORNING);
  const morning = await first.end('SIGKILL');
  const second = new Traced(root, data, durability);
  const back = await second.welcomeBack(people.slice(0, 2));
  await talk(back, EVENING);
  const evening = await second.end('SIGTERM');
  return { root, data, steps: stepsIn(`${morning}${evening}`, root) };
}

/** Leaves nothing of it on the disk. */
export function discard({ root }: Recording): void {
  for (const path of [root, traceOf(root)]) rmSync(path, { recursive: true, force: true });
}

const traceOf = (root: string): string => `${root}.strace`;

async function talk(people: readonly Party[], lines: typeof MORNING): Promise<void> {
  for (const [name, said] of lines) {
    const person = people.find(({ nick }) => nick === name);
    if (person === undefined) throw new Error(`${name} is not there`);
    person.write(said.map((line) => `${line}\n`).join(''));
    await person.barrier();
  }
}

/** A server that runs under strace. */
class Traced {
  readonly #server: Running;
  readonly #trace: string;

  constructor(root: string, data: string, durability: 'full' | 'relaxed') {
    this.#trace = traceOf(root);
    const serve = [
      'dist/server/parlance.js',
      'serve',
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      '--no-limits',
    ];
    this.#server = start('strace', [
      ...['-f', '--seccomp-bpf', '-qq', '-y', '-xx', '-s', '1048576', '-e', 'signal=none'],
      ...['-e', `trace=${SYSCALLS.join(',')}`, '-o', this.#trace, process.execPath],
      ...[...serve, '--data', data, '--durability', durability],
    ]);
  }

  async receive(names: readonly string[]): Promise<Party[]> {
    const port = await this.#port();
    return Promise.all(names.map((name) => Party.open(port, name, 'json')));
  }

  async welcomeBack(people: readonly Party[]): Promise<Party[]> {
    const port = await this.#port();
    return Promise.all(
      people.map(async ({ name, token }) => {
        const person = await Party.connect(port, name);
        await person.greet('json');
        person.nick = name;
        person.send(`/resume@back ${token} #tea=0`);
        await person.barrier();
        return person;
      }),
    );
  }

  /** Resolves with what was recorded. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<string> {
    process.kill(processIn(readFileSync(this.#trace, 'latin1')), signal);
    await this.#server.exited;
    return readFileSync(this.#trace, 'latin1');
  }

  async #port(): Promise<number> {
    const [, port] = await this.#server.until(/listening on \S+:(\d+)/);
    return Number(port);
  }
}
