/**
 * `npm run bench:tls`: what TLS and WebSockets cost beside plain TCP, on the same server: fan-out, connects, and the memory of
 * those who are idle. Counted is the CPU time of the server alone, so that the people, who are in this process, don't count.
 */
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { type ConnectionOptions, createSecureContext, type TLSSocket } from 'node:tls';
import { Command } from 'commander';
import { parlance } from '../support/process.ts';
import { keys } from '../support/test-keys/keys.ts';
import { byTcp, byTls, byWebSocket, type Way } from '../support/ways.ts';
import { introduce, number } from './frame.ts';
import { cpuOf, rssOf } from './measure.ts';
import { heading, row } from './table.ts';

/** So many connect at the same time. */
const ABREAST = 50;
const TEXT = 'x'.repeat(100);
/** So many messages are sent in a row; with more of them, all would be one turn. */
const BURST = 5;
/** By then the server has let go of what it needed for a while only. */
const SETTLING_MS = 3000;

const { members, messages, thousands, rounds } = new Command('npm run bench:tls --')
  .description('Measures what TLS and WebSockets cost beside plain TCP.')
  .option('--members <n>', 'how many connect, and are in the room', number(10, 'whole number'), 300)
  .option('--messages <n>', 'how many are said', number(5, 'whole number'), 1000)
  .option('--thousands <n>', 'how many are idle', number(0, 'number'), 0)
  .option(
    '--rounds <n>',
    'how often connects and fan-out are measured',
    number(1, 'whole number'),
    3,
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ members: number; messages: number; thousands: number; rounds: number }>();

const { tlsCert, tlsKey } = keys.options('localhost');

interface Server {
  readonly port: number;
  /** Where only TLS may come: nobody is greeted in the clear there, however long this process takes for its handshakes. */
  readonly tlsPort: number;
  cpu(): number;
  memory(): number;
  stop(): Promise<unknown>;
}

async function openServer(): Promise<Server> {
  const { child, until, stop } = parlance([
    ...['serve', '--memory', '--no-limits', '--tls-cert', tlsCert, '--tls-key', tlsKey],
    ...['--listen', 'tcp://127.0.0.1:0', '--listen', 'tls://127.0.0.1:0', '--log-level', 'warn'],
  ]);
  const places = await until(/listening on \S+?:(\d+) and \S+?:(\d+)/);
  const [port = 0, tlsPort = 0] = places.slice(1).map(Number);
  const pid = child.pid ?? 0;
  const cpu = () => cpuOf(pid) ?? Number.NaN;
  return { port, tlsPort, cpu, memory: () => rssOf(pid) ?? Number.NaN, stop };
}

/** Made once: to read the authority takes longer than a handshake. */
const only = (ciphers?: string): ConnectionOptions => ({
  secureContext: createSecureContext({
    ca: keys.authority,
    minVersion: 'TLSv1.3',
    ...(ciphers && { ciphers }),
  }),
});

const usual = ({ port, tlsPort }: Server): Readonly<Record<string, Way>> => ({
  'plain TCP': byTcp(port),
  TLS: byTls(tlsPort, only('TLS_AES_256_GCM_SHA384')),
  WebSocket: byWebSocket(`ws://127.0.0.1:${port}/`),
  'WebSocket over TLS': byWebSocket(`wss://localhost:${tlsPort}/`),
});

const server = await openServer();
const session = await ticket();
const ways = {
  ...usual(server),
  'TLS, AES-128': byTls(server.tlsPort, only('TLS_AES_128_GCM_SHA256')),
  'TLS, resumed': byTls(server.tlsPort, { ...only(), session }),
};

/** What somebody resumes TLS with who was here before. */
async function ticket(): Promise<Buffer> {
  const { stream } = await byTls(server.tlsPort)();
  stream.resume().write('{"cmd":"ping"}\n');
  const its = await new Promise<Buffer>((resolve) =>
    (stream as TLSSocket).once('session', resolve),
  );
  stream.destroy();
  return its;
}

/** Somebody who has said this, and whose answer has come. */
async function come(way: Way, line: string): Promise<Duplex> {
  const { stream } = await way();
  stream.write(`${line}\n{"cmd":"ping","tag":"here"}\n`);
  let heard = '';
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject).on('data', function hear(chunk) {
      heard += chunk;
      if (!heard.includes('"re":"here"')) return;
      stream.off('data', hear);
      resolve();
    });
  });
  return stream.resume();
}

async function crowd(way: Way, count: number, line: string): Promise<Duplex[]> {
  const all: Duplex[] = [];
  while (all.length < count) {
    const some = Math.min(ABREAST, count - all.length);
    all.push(...(await Promise.all(Array.from({ length: some }, () => come(way, line)))));
  }
  return all;
}

const SIGN = '"ev":"message"';

/** Resolves when so many messages have come. */
function heard(stream: Duplex, count: number): Promise<void> {
  let left = count;
  let rest = '';
  return new Promise((resolve) => {
    stream.on('data', (chunk: Buffer) => {
      const parts = `${rest}${chunk.toString('latin1')}`.split(SIGN);
      left -= parts.length - 1;
      rest = parts.at(-1)!.slice(1 - SIGN.length);
      if (left <= 0) resolve();
    });
  });
}

/** Per second of the server's CPU: how many connect and join, and how many messages are delivered to them. */
async function measure(way: Way, room: string): Promise<{ connects: number; deliveries: number }> {
  const { cpu } = server;
  const before = cpu();
  const people = await crowd(way, members, `{"cmd":"join","rooms":["${room}"],"quiet":true}`);
  const came = cpu();
  const all = Promise.all(people.map((each) => heard(each, messages)));
  for (let n = 0; n < messages; n += 1) {
    people[n % members]!.write(`{"cmd":"msg","to":"${room}","text":"${TEXT}"}\n`);
    if (n % BURST === 0) await setTimeout(1);
  }
  await all;
  const told = cpu() - came;
  for (const each of people) each.destroy();
  return { connects: members / (came - before), deliveries: (members * messages) / told };
}

introduce(
  `${members} people in one room say ${messages} messages; three in a row are one turn, or a few more.`,
);
const measured = Object.entries(ways).map(([label, way]) => ({
  ...{ label, way, connects: [] as number[], deliveries: [] as number[] },
}));
await measure(byTcp(server.port), '#warm');
for (let round = 0; round < rounds; round += 1) {
  for (const [n, { way, connects, deliveries }] of measured.entries()) {
    const its = await measure(way, `#room-${round}-${n}`);
    connects.push(its.connects);
    deliveries.push(its.deliveries);
  }
}
for (const what of ['connects', 'deliveries'] as const) {
  console.log(heading(`${what} for each second of the server's CPU`, ['median'], ['of plain TCP']));
  for (const { label, [what]: columns } of measured) {
    const ratios = [columns.map((each, round) => each / measured[0]![what][round]!)];
    console.log(row({ label, columns: [columns], ratios }));
  }
}
await server.stop();
if (thousands > 0) {
  console.log(heading(`${thousands * 1000} idle connections`, ['bytes each'], []));
  for (const label of Object.keys(usual(server))) {
    // A server of its own: what another crowd has left there would hold this one, too.
    const its = await openServer();
    const way = usual(its)[label]!;
    await crowd(way, ABREAST, '{"cmd":"ping"}');
    const before = its.memory();
    const people = await crowd(way, thousands * 1000, '{"cmd":"ping"}');
    await setTimeout(SETTLING_MS);
    const each = (its.memory() - before) / people.length;
    console.log(row({ label, columns: [[each]], ratios: [] }));
    for (const person of people) person.destroy();
    await its.stop();
  }
}
process.exit();
