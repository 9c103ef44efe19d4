/** Browsers and programs that come by HTTP: the page, the health, and lines in the frames of a WebSocket. */
import { EventEmitter, once } from 'node:events';
import { get } from 'node:https';
import { Duplex } from 'node:stream';
import { expect } from 'chai';
import { type RawData, WebSocket } from 'ws';
import { nobody } from '../../server/hub/witness.ts';
import { Frames, REFUSAL_MS } from '../../server/net/carriers/frames.ts';
import { mayKnock } from '../../server/net/carriers/origin.ts';
import { web } from '../../server/net/carriers/web.ts';
import { HANDSHAKE_MS } from '../../server/net/terms.ts';
import { Turnstile } from '../../server/net/turnstile.ts';
import { standard } from '../../server/surroundings.ts';
import { HandClock } from '../support/hand-clock.ts';
import { knock } from '../support/knocking.ts';
import { Party } from '../support/party.ts';
import { looked, openServer, type TestServer } from '../support/server.ts';
import { keys } from '../support/test-keys/keys.ts';
import { TroubledStore } from '../support/troubled-store.ts';
import { byWebSocket } from '../support/ways.ts';

const page = (server: TestServer, path: string, method = 'GET'): Promise<Response> =>
  fetch(`http://127.0.0.1:${server.port}${path}`, { method });

describe('a browser', () => {
  it('is told what this is, and how to join', async () => {
    const response = await page(await openServer({ name: 'tearoom' }), '/');
    expect(response.status).to.equal(200);
    expect(response.headers.get('x-content-type-options')).to.equal('nosniff');
    expect(await response.text()).to.match(/^This is tearoom, a chat server\..*nc HOST PORT/s);
  });

  it('is told so over TLS, too', async () => {
    const { port } = await openServer(keys.options('localhost'));
    const request = get({ host: '127.0.0.1', port, ca: keys.authority, servername: 'localhost' });
    const [response] = await once(request, 'response');
    let text = '';
    for await (const chunk of response) text += chunk;
    expect(text).to.match(/parlance chat tls:\/\/HOST:PORT/);
  });

  it('finds nothing else', async () => {
    const server = await openServer();
    expect((await page(server, '/admin')).status).to.equal(404);
    expect((await page(server, '/', 'POST')).status).to.equal(405);
    expect((await page(server, '/', 'HEAD')).status).to.equal(200);
  });

  it('is not turned away when it is answered', async () => {
    const away: string[] = [];
    const witness = { ...nobody, turnedAway: (_: string, why: string) => away.push(why) };
    const server = await openServer({}, undefined, { ...standard, witness });
    for (const path of ['/health', '/', '/admin']) await page(server, path);
    await server.close();
    expect(away).to.deep.equal([]);
  });

  it('that never ends its request is cut after five seconds', async () => {
    const server = await openServer();
    const { socket, heard } = knock(server.port);
    socket.write('GET / HTTP/1.1\r\nx: y');
    await once(socket, 'connect');
    await server.read();
    server.clock.pass(HANDSHAKE_MS);
    await heard;
  });

  it('with a request too long is told so', async () => {
    const server = await openServer();
    const response = await fetch(`http://127.0.0.1:${server.port}/`, {
      headers: { x: 'y'.repeat(10_000) },
    });
    expect(response.status).to.equal(400);
  });

  it('with a request too long is read no more', async () => {
    let answer = '';
    const stream = new Duplex({
      read() {},
      write(bytes, _, done) {
        answer += bytes;
        done();
      },
    });
    const clock = new HandClock();
    const turnstile = new Turnstile(clock);
    const site = { name: 'parlance', origins: [], isStoring: () => true, clock, turnstile };
    const peer = { address: '127.0.0.1', stream, head: Buffer.from('GET / HTTP/1.1\r\n') };
    web(site, false).carry(peer, {
      carried() {},
      answered() {},
      refuse() {},
    });
    const header = Buffer.from(`x: ${'y'.repeat(8000)}\r\n`);
    for (let headers = 0; headers < 50; headers += 1) {
      stream.push(header);
      await looked();
    }
    expect(answer).to.match(/^HTTP\/1\.1 400 /);
    expect(stream.readableLength).to.be.greaterThan(45 * header.length);
  });
});

describe('whoever asks for the health of a server', () => {
  it('hears that it is well, until it can not store what people do', async () => {
    const log = new TroubledStore();
    const server = await openServer({}, log);
    expect((await page(server, '/health')).status).to.equal(200);
    const ana = await server.party('ana');
    log.breakDown();
    ana.send('/join #dev');
    await ana.rest();
    expect((await page(server, '/health')).status).to.equal(503);
    log.recover();
    ana.send('/join #dev');
    await ana.rest();
    expect((await page(server, '/health')).status).to.equal(200);
  });

  it('hears that its store hangs, as long as it does', async () => {
    const log = new TroubledStore();
    const server = await openServer({}, log);
    const ana = await server.party('ana');
    log.stallCommits();
    await log.committing(() => ana.send('/join #dev'));
    expect((await page(server, '/health')).status).to.equal(200);
    server.clock.pass(10_000);
    expect((await page(server, '/health')).status).to.equal(503);
    log.resume();
    await ana.rest();
    expect((await page(server, '/health')).status).to.equal(200);
  });
});

describe('a page that opens a WebSocket', () => {
  /** The code with which the handshake is refused; 101 when it is not. */
  async function knock(server: TestServer, origin?: string): Promise<number> {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/`, { ...(origin && { origin }) });
    const opened = once(socket, 'open').then(() => 101);
    socket.on('error', () => {});
    const refused = once(socket, 'unexpected-response').then(([, { statusCode }]) => statusCode);
    const code = await Promise.race([opened, refused]);
    socket.terminate();
    return code;
  }

  it('is let in when it is listed, and programs always are', async () => {
    const server = await openServer({ origins: 'https://chat.example' });
    expect(await knock(server, 'https://chat.example')).to.equal(101);
    expect(await knock(server, 'https://evil.example')).to.equal(403);
    expect(await knock(server, `http://127.0.0.1:${server.port}`)).to.equal(403);
    expect(await knock(server)).to.equal(101);
  });

  it('is let in where none is listed when it comes from here, by a name that nobody can turn', () => {
    const said = (origin: string, host: string, isEncrypted = false) =>
      mayKnock({ origin, host, isEncrypted }, []);
    expect(said('http://127.0.0.1:7667', '127.0.0.1:7667')).to.equal(true);
    expect(said('http://localhost:7667', 'localhost:7667')).to.equal(true);
    expect(said('http://[::1]:7667', '[::1]:7667')).to.equal(true);
    expect(said('http://evil.example:7667', '127.0.0.1:7667')).to.equal(false);
    expect(said('http://evil.example:7667', 'evil.example:7667')).to.equal(false);
    expect(said('https://chat.example', 'chat.example', true)).to.equal(true);
    expect(said('null', 'chat.example', true)).to.equal(false);
  });
});

describe('somebody on a WebSocket', () => {
  it('talks in lines of JSON with everybody else', async () => {
    const server = await openServer(keys.options('localhost'));
    const ana = await Party.open(byWebSocket(`ws://127.0.0.1:${server.port}/`), 'ana', 'json');
    const eve = await Party.open(byWebSocket(`wss://localhost:${server.port}/`), 'eve', 'json');
    const bob = await server.party('bob');
    for (const each of [ana, eve, bob]) {
      each.send('/join #dev');
      await each.rest();
    }
    await ana.ask({ cmd: 'say', text: 'hällo' });
    await bob.until(/hällo/);
    bob.send('hi');
    for (const each of [ana, eve]) await each.until(/"text":"hi"/);
    for (const each of [ana, eve]) each.destroy();
  });

  it('is heard by the WebSocket of the standard, as pages have it', async () => {
    const server = await openServer();
    const socket = new globalThis.WebSocket(`ws://127.0.0.1:${server.port}/`);
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    const answered = new Promise<string>((resolve) =>
      socket.addEventListener(
        'message',
        ({ data }) => `${data}`.includes('"re":"1"') && resolve(data),
      ),
    );
    socket.send('{"cmd":"ping","tag":"1"}');
    expect(
      (await answered)
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).ev),
    ).to.include('ok');
    const closed = new Promise<number>((resolve) =>
      socket.addEventListener('close', ({ code }) => resolve(code)),
    );
    socket.send('{"cmd":"quit"}');
    expect(await closed).to.equal(1000);
  });

  async function opened(server: TestServer): Promise<WebSocket> {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/`);
    await once(socket, 'open');
    return socket;
  }

  it('may send several lines in a frame, or one without its end, and hears whole lines in a frame', async () => {
    const server = await openServer();
    const socket = await opened(server);
    const frames: string[] = [];
    const done = new Promise<void>((resolve) =>
      socket.on('message', (data: RawData) => {
        frames.push(`${data}`);
        if (`${data}`.includes('"re":"3"')) resolve();
      }),
    );
    socket.send('{"cmd":"ping","tag":"1"}\n{"cmd":"ping","tag":"2"}\n');
    socket.send('{"cmd":"ping","tag":"3"}');
    await done;
    for (const frame of frames) expect(frame).to.match(/^(\{.*\}\n)+$/);
    expect(frames.join('')).to.match(/welcome.*"re":"1".*"re":"2".*"re":"3"/s);
    socket.terminate();
  });

  /** The code with which the server closes after what `send` does. */
  async function closing(send: (socket: WebSocket) => void): Promise<number> {
    const server = await openServer();
    const socket = await opened(server);
    send(socket);
    const closed = once(socket, 'close');
    const isOver = () => Promise.race([closed.then(() => true), server.read()]);
    while (!(await isOver())) server.clock.pass(REFUSAL_MS);
    const [code] = await closed;
    return code;
  }

  it('who sends bytes that are no text is refused', async () => {
    expect(await closing((socket) => socket.send(Buffer.from([1, 2])))).to.equal(1003);
  });

  it('who sends a message that is too large is refused', async () => {
    expect(await closing((socket) => socket.send('x'.repeat(70_000)))).to.equal(1009);
  });

  it('who sends a message in too many fragments is refused', async () => {
    const code = await closing((socket) => {
      for (let n = 0; n < 100; n += 1) socket.send('x', { fin: false });
    });
    expect(code).to.equal(1008);
  });

  it('who quits hears goodbye, and an end in order', async () => {
    const socket = await opened(await openServer());
    let heard = '';
    socket.on('message', (data: RawData) => {
      heard += data;
    });
    socket.send('{"cmd":"quit"}');
    const [code] = await once(socket, 'close');
    expect(heard).to.match(/"ev":"bye"/);
    expect(code).to.equal(1000);
  });

  it('who has not ended a message is held for with all that came of it, whatever else they send meanwhile', () => {
    let handed = 0;
    const socket = Object.assign(new EventEmitter(), { pause() {}, pong() {} });
    const frames = new Frames(socket as unknown as WebSocket, new HandClock(), () => handed);
    handed = 60_000;
    socket.emit('ping', Buffer.from('1'));
    expect(frames.held).to.equal(60_000);
    handed = 60_010;
    socket.emit('message', Buffer.from('/ping\n'), false);
    expect(frames.held).to.equal('/ping\n'.length);
  });

  it('is answered the last ping when all that was sent has left, and none before', () => {
    const pongs: string[] = [];
    let sent = (): void => {};
    const socket = Object.assign(new EventEmitter(), {
      ...{ OPEN: 1, readyState: 1, bufferedAmount: 0 },
      pong: (data: Buffer) => pongs.push(`${data}`),
      send(_: Buffer, __: object, done: () => void) {
        socket.bufferedAmount = 5;
        sent = done;
      },
    });
    const frames = new Frames(socket as unknown as WebSocket, new HandClock(), () => 0);
    socket.emit('ping', Buffer.from('1'));
    frames.write('word\n');
    for (const ping of ['2', '3']) socket.emit('ping', Buffer.from(ping));
    expect(pongs).to.deep.equal(['1']);
    socket.bufferedAmount = 0;
    sent();
    expect(pongs).to.deep.equal(['1', '3']);
  });

  it('who says more than is read at once, and closes in order, is heard to the end', async () => {
    const server = await openServer({ limits: true, rate: '2' });
    const bob = await server.party('bob', 'json');
    bob.send('/join #dev');
    await bob.rest();
    const socket = await opened(server);
    socket.send('{"cmd":"join","rooms":["#dev"]}');
    const said = Array.from({ length: 40 }, (_, n) => `word ${n}`);
    for (const text of said) socket.send(JSON.stringify({ cmd: 'msg', to: '#dev', text }));
    socket.close();
    await once(socket, 'close');
    await bob.barrier();
    expect(bob.texts('#dev')).to.have.length.below(40);
    for (let seconds = 0; seconds < 20; seconds += 1) {
      server.clock.pass(1000);
      await server.read();
    }
    await bob.barrier();
    expect(bob.texts('#dev')).to.deep.equal(said);
    server.clock.pass(30_000);
    await bob.barrier();
    server.clock.pass(30_000);
    await bob.until(/"ev":"quit"/);
  });

  it('who reads slowly misses nothing', async () => {
    const server = await openServer();
    const ana = await Party.open(byWebSocket(`ws://127.0.0.1:${server.port}/`), 'ana', 'json');
    const bob = await server.party('bob', 'json');
    for (const each of [ana, bob]) {
      each.send('/join #dev');
      await each.rest();
    }
    ana.stall();
    for (let n = 0; n < 400; n += 1) bob.send(`/say@t${n} ${'x'.repeat(4000)}`);
    await bob.barrier();
    ana.wake();
    await ana.barrier();
    expect(ana.texts('#dev')).to.have.length(400);
    ana.destroy();
  });
});
