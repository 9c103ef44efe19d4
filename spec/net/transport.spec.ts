/** The first bytes of a connection say what carries it: lines over TCP, what is refused, and what somebody else brings along. */
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { expect } from 'chai';
import { sockets } from '../../server/net/sockets.ts';
import type { Carrier } from '../../server/net/transport.ts';
import { knock, knockByTls } from '../support/knocking.ts';
import { looked, openServer } from '../support/server.ts';

const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x80));

/** Each byte with its first bit turned, behind a byte that says so. */
const turning: Carrier = {
  fits: (head) => head[0] === 1,
  carry({ stream: socket, head }, { carried }) {
    const stream = new Duplex({
      read: () => socket.resume(),
      write: (chunk, _, done) => socket.write(turned(chunk), done),
      final: (done) => socket.end(done),
    });
    socket.on('data', (chunk) => stream.push(turned(chunk)) || socket.pause());
    socket.on('end', () => stream.push(null));
    stream.push(turned(head.subarray(1)));
    carried({ stream, carriers: [] });
  },
};

/** Hands over what comes behind the first byte when its peer is gone, and a line before that. */
const lasting: Carrier = {
  fits: (head) => head[0] === 2,
  carry({ stream: socket, head }, { carried }) {
    const stream = new Duplex({
      read() {},
      write: (chunk, _, done) => void socket.write(chunk, () => done()),
    });
    socket.on('close', () => {
      stream.push(head.subarray(1));
      stream.push(null);
    });
    socket.resume();
    stream.push('/join #dev\n');
    carried({ stream, carriers: [] });
  },
};

describe('somebody who knocks', () => {
  it('with TLS is told by TLS that it fails', async () => {
    const server = await openServer();
    const [error] = await once(knockByTls(server.port), 'error');
    expect(`${error}`).to.match(/alert handshake failure/);
  });

  it('with TLS, byte by byte, gets an alert and nothing else', async () => {
    const server = await openServer();
    const { socket, heard } = knock(server.port);
    for (const byte of [0x16, 3, 1]) {
      socket.write(Buffer.from([byte]));
      await looked();
    }
    socket.end();
    while (!socket.closed) {
      server.clock.pass(100);
      await looked();
    }
    expect((await heard).toString('hex')).to.equal('15030100020228');
  });

  it('with HTTP, byte by byte, is answered by HTTP, and says nothing to anybody', async () => {
    const server = await openServer();
    const { socket, heard } = knock(server.port);
    for (const byte of 'POST /nick HTTP/1.1\r\nhost: a\r\n\r\n/join #dev\n') socket.write(byte);
    expect(`${await heard}`).to.match(
      /^HTTP\/1.1 405 .*connection: close.*\r\n\r\nThere is nothing[^\r]*\n$/s,
    );
    const ann = await server.party('ann', 'json');
    ann.send('/rooms');
    expect((await ann.rest()).join()).to.not.match(/#dev/);
  });

  it('and talks as one talks to people is heard, however it begins', async () => {
    const server = await openServer();
    for (const words of ['GET it now', 'get', 'POST', 'HTTP/1.1', 'PROXY', '\x16', 'hello you H']) {
      const party = await server.connect();
      for (const letter of `${words}\n`) party.write(letter);
      party.send('/ping@t');
      await party.until(/no_current_room|bad_character/);
      await party.until(/ok t/);
    }
  });

  it('in a way that was added is at home like everybody else', async () => {
    const server = await openServer({}, undefined, {
      port({ carriers: { all, ...others }, ...options }) {
        return sockets({ ...options, carriers: { all: [turning, ...all], ...others } });
      },
    });
    const ann = await server.party('ann');
    ann.send('/join #dev');
    await ann.rest();
    const { socket } = knock(server.port);
    const heard: Buffer[] = [];
    socket.on('data', (chunk) => heard.push(turned(chunk)));
    socket.write(Buffer.from([1]));
    socket.write(turned(Buffer.from('/join #dev\n/msg #dev wörld\n')));
    await ann.until(/> wörld/);
    ann.send('/msg #dev hello');
    while (!Buffer.concat(heard).includes('> hello')) await once(socket, 'data');
    expect(Buffer.concat(heard).toString()).to.match(/^\* Welcome/);
    socket.end(turned(Buffer.from('/quit\n')));
    await ann.until(/quit/);
  });

  it('in a way that holds some of it back is heard, though they were reset meanwhile', async () => {
    const server = await openServer({}, undefined, {
      port({ carriers: { all, ...others }, ...options }) {
        return sockets({ ...options, carriers: { all: [lasting, ...all], ...others } });
      },
    });
    const ann = await server.party('ann');
    ann.send('/join #dev');
    await ann.rest();
    const { socket } = knock(server.port);
    socket.write('\x02/msg #dev late\n');
    await once(socket, 'data');
    socket.resetAndDestroy();
    await ann.until(/> late/);
  });
});
