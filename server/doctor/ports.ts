/** Does a server answer where it should listen, or could one listen there? */
import { connect, createServer, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type Endpoint, nameOf } from '../net/endpoint.ts';
import { bad, type Finding, ok } from './finding.ts';

/** Whoever does not answer for so long does not answer. */
const ANSWER_WITHIN_MS = 3000;

/** One finding for each endpoint, as seen from this machine. Whoever takes a call and says nothing `withinMs` is silent. */
export const portFindings = (
  endpoints: readonly Endpoint[],
  isRunning: boolean,
  withinMs = ANSWER_WITHIN_MS,
): Promise<Finding[]> =>
  Promise.all(endpoints.map((endpoint) => judged(endpoint, isRunning, withinMs)));

async function judged(endpoint: Endpoint, isRunning: boolean, withinMs: number): Promise<Finding> {
  const name = nameOf(endpoint);
  if (endpoint.kind === 'inherited') return ok(`${name} is handed over by systemd.`);
  if ('port' in endpoint && endpoint.port === 0) return ok(`${name}: any free port.`);
  switch (await answerAt(endpoint, withinMs)) {
    case 'parlance':
      return ok(`${name}: a server answers there, at least on this machine.`);
    case 'something':
      return bad(
        `${name}: something answers there that is no Parlance server.`,
        'Stop it, or choose another --port or --listen.',
      );
    case 'silent':
      return bad(
        `${name}: something takes calls there, and says nothing.`,
        isRunning
          ? 'If it is the server, it is stopped, or waits for its disk: look at what it said.'
          : 'Stop it, or choose another --port or --listen.',
      );
    case 'nobody':
      return isRunning
        ? bad(
            `${name}: a server runs on the data, and does not listen there.`,
            'It was started with other options, or is just starting: look at what it said.',
          )
        : couldListen(endpoint);
  }
}

type Answer = 'parlance' | 'something' | 'silent' | 'nobody';

function answerAt(
  endpoint: Exclude<Endpoint, { kind: 'inherited' }>,
  withinMs: number,
): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = reach(endpoint);
    let isThere = false;
    let said = '';
    const settle = (answer: Answer): void => {
      resolve(answer);
      socket.destroy();
    };
    const look = (): void => {
      const isParlance = said.startsWith('{"ev":"welcome"') || said.startsWith('* ');
      settle(isParlance ? 'parlance' : 'something');
    };
    socket.setTimeout(ANSWER_WITHIN_MS, () => settle(isThere ? 'silent' : 'nobody'));
    socket.on('connect', () => {
      isThere = true;
      socket.setTimeout(withinMs);
    });
    socket.on(endpoint.kind === 'tls' ? 'secureConnect' : 'connect', () =>
      socket.write('{"cmd":"ping"}\n'),
    );
    socket.on('data', (bytes) => {
      said += bytes.toString();
      if (said.includes('\n')) look();
    });
    socket.on('error', () => settle(isThere ? 'something' : 'nobody'));
    socket.on('end', look);
  });
}

function reach(endpoint: Exclude<Endpoint, { kind: 'inherited' }>): Socket {
  if (endpoint.kind === 'unix') return connect(endpoint.path);
  const host = endpoint.host.replace(/^0\.0\.0\.0$/, '127.0.0.1').replace(/^::$/, '::1');
  const where = { host, port: endpoint.port };
  // It is asked for a sign of life and told nothing: its certificate is judged by its file.
  return endpoint.kind === 'tls'
    ? connectTls({ ...where, rejectUnauthorized: false })
    : connect(where);
}

async function couldListen(endpoint: Exclude<Endpoint, { kind: 'inherited' }>): Promise<Finding> {
  const name = nameOf(endpoint);
  if (endpoint.kind === 'unix') return ok(`${name}: nobody listens there.`);
  const server = createServer();
  const code = await new Promise<string | undefined>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host: endpoint.host, port: endpoint.port }, () => resolve(undefined));
  });
  server.close();
  switch (code) {
    case undefined:
      return ok(`${name}: nobody listens there, and a server could.`);
    case 'EACCES':
      return bad(`${name}: this user may not listen there.`, 'Choose a port from 1024 on.');
    case 'EADDRNOTAVAIL':
      return bad(
        `${name}: this machine has no such address.`,
        'See the addresses with: ip address',
      );
    default:
      return bad(
        `${name}: a server can't listen there (${code}).`,
        'Choose another --port or --listen.',
      );
  }
}
