/**
 * What TLS costs: fan-out and connects beside plain TCP, in the same server, and the memory of idle connections.
 *
 *     node spec/bench/tls.ts [members] [messages] [idle connections]
 *
 * Counted is the CPU time of the server alone (/proc), so that the people, who run here, don't count.
 */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { startServer } from '../support/process.ts';
import { keys } from '../support/test-keys/keys.ts';

const [members = 200, messages = 1500, idle = 0] = process.argv.slice(2).map(Number);
const ROUNDS = 3;
/** So many connect at the same time. */
const ABREAST = 50;
const TEXT = 'x'.repeat(100);

const { tlsCert, tlsKey } = keys.options('localhost');
const server = await startServer([
  ...['--memory', '--no-limits', '--tls-cert', tlsCert, '--tls-key', tlsKey],
]);

/** Seconds of CPU that the server has had; the kernel counts in hundredths. */
function cpu(): number {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'latin1').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const resident = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'latin1'))![1]);

const here = { host: '127.0.0.1', port: server.port };
const ways = {
  plain: (): Socket => connect(here),
  tls: (): Socket => connectTls({ ...here, ca: keys.authority, servername: 'localhost' }),
};

/** Somebody who has said this, and whose answer has come. */
function come(way: () => Socket, line: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = way();
    let heard = '';
    socket.on('error', reject);
    socket.write(`${line}\n{"cmd":"ping","tag":"here"}\n`);
    socket.on('data', function hear(chunk) {
      heard += chunk;
      if (!heard.includes('"re":"here"')) return;
      socket.off('data', hear);
      resolve(socket);
    });
  });
}

async function crowd(way: () => Socket, count: number, line: string): Promise<Socket[]> {
  const all: Socket[] = [];
  while (all.length < count) {
    const some = Array.from({ length: Math.min(ABREAST, count - all.length) }, () =>
      come(way, line),
    );
    all.push(...(await Promise.all(some)));
  }
  return all;
}

const SIGN = '"ev":"message"';

/** Resolves when so many messages have come. */
function heard(socket: Socket, count: number): Promise<void> {
  let left = count;
  let rest = '';
  return new Promise((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      const parts = `${rest}${chunk.toString('latin1')}`.split(SIGN);
      left -= parts.length - 1;
      rest = parts.at(-1)!.slice(1 - SIGN.length);
      if (left <= 0) resolve();
    });
  });
}

for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, way] of Object.entries(ways)) {
    const room = `#${name}-${round}`;
    const before = cpu();
    const people = await crowd(way, members, `{"cmd":"join","rooms":["${room}"],"quiet":true}`);
    const came = cpu();
    const all = Promise.all(people.map((each) => heard(each, messages)));
    for (let n = 0; n < messages; n += 1) {
      people[n % members]!.write(`{"cmd":"msg","to":"${room}","text":"${TEXT}"}\n`);
      // A few at a time: otherwise all of it is one turn.
      if (n % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await all;
    const told = cpu() - came;
    console.log(
      `${name.padEnd(6)} connects/CPU s: ${Math.round(members / (came - before))}` +
        `   deliveries/CPU s: ${Math.round((members * messages) / told)}`,
    );
    for (const each of people) each.destroy();
  }
}

for (const [name, way] of idle > 0 ? Object.entries(ways) : []) {
  const before = resident();
  const people = await crowd(way, idle, '{"cmd":"ping"}');
  await new Promise((resolve) => setTimeout(resolve, 2000));
  console.log(
    `${name.padEnd(6)} idle connections: ${((resident() - before) / idle).toFixed(1)} KB each`,
  );
  for (const each of people) each.destroy();
  await new Promise((resolve) => setTimeout(resolve, 3000));
}
await server.stop();
