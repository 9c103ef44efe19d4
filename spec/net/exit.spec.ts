/** Thousands who leave at once: others are heard in between. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { connect as connectByTls } from 'node:tls';
import { expect } from 'chai';
import { type Clock, machineClock } from '../../server/clock.ts';
import { Certificates } from '../../server/net/carriers/certificates.ts';
import { tls } from '../../server/net/carriers/tls.ts';
import { Exit } from '../../server/net/exit.ts';
import { SocketTransport } from '../../server/net/socket-transport.ts';
import type { Carrier } from '../../server/net/transport.ts';
import { Turnstile } from '../../server/net/turnstile.ts';
import { afterwards } from '../support/afterwards.ts';
import { looked } from '../support/server.ts';
import { keys } from '../support/test-keys/keys.ts';

const CROWD = 10;
const MAX_WAITING = 50_000;

describe('those who leave at once', () => {
  /** Whatever is done takes a millisecond. */
  let clock: Clock;
  /** What happens in the next turn of the event loop. */
  let soon: (() => void)[];
  let exit: Exit;
  /** Who has left. */
  let gone: string[];

  beforeEach(() => {
    let now = 0;
    [soon, gone] = [[], []];
    const pass = (): number => {
      now += 1;
      return now;
    };
    clock = { ...machineClock, now: pass, soon: (act) => void soon.push(act) };
    exit = new Exit(clock);
  });

  const leave = (name: string, act: () => void = () => {}): void =>
    exit.pass(() => {
      gone.push(name);
      act();
    });

  /** Who leaves in the next turn. */
  function turn(): string {
    gone = [];
    for (const act of soon.splice(0)) act();
    return gone.join('');
  }

  it('have two milliseconds of each turn of the event loop, in the order in which they left', () => {
    for (const name of 'abcdefg') leave(name);
    expect([gone.join(''), turn(), turn(), turn()]).to.deep.equal(['ab', 'cd', 'ef', 'g']);
  });

  it('wait behind those who wait, and for nothing when nobody does', () => {
    for (const name of 'abc') leave(name, () => name === 'c' && leave('e'));
    leave('d');
    expect([gone.join(''), turn(), turn(), turn()]).to.deep.equal(['ab', 'cd', 'e', '']);
    leave('f');
    expect(gone).to.deep.equal(['f']);
  });

  it('are so many at most: beyond that the oldest leaves when another one comes', () => {
    for (let n = 0; n < MAX_WAITING + 2; n += 1) leave(`${n} `);
    expect(gone).to.have.length(2);
    leave('one more');
    expect(gone.at(-1)).to.equal('2 ');
    expect(turn()).to.equal('3 4 ');
  });

  describe('from their sockets', () => {
    let peers: Socket[];
    let sockets: Socket[];
    let transports: SocketTransport[];

    beforeEach(() => {
      [peers, sockets, transports] = [[], [], []];
      afterwards(() => {
        for (const socket of [...peers, ...sockets]) socket.destroy();
      });
    });

    /** A crowd whose bytes these carry; then this turn has no time left. */
    async function gather(...carriers: Carrier[]): Promise<void> {
      const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
      afterwards(() => server.close());
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      for (let n = 0; n < CROWD; n += 1) {
        const peer = connect(port, '127.0.0.1').on('error', () => {});
        peers.push(peer);
        const [socket] = (await once(server, 'connection')) as [Socket];
        sockets.push(socket);
        const ready = new Promise<void>((resolve) => {
          transports.push(heard(socket, carriers, resolve));
        });
        if (carriers.length === 0) continue;
        connectByTls({ socket: peer, rejectUnauthorized: false }).on('error', () => {});
        await ready;
      }
      // What belongs to a handshake is written.
      await looked();
      for (const name of 'ab') leave(name);
    }

    /** The transport of a socket, which says when its peer has left. */
    function heard(socket: Socket, carriers: Carrier[], ready: () => void): SocketTransport {
      const terms = { isTcp: true, carriers, demandsHandshake: false, offersTls: false };
      const origin = { address: 'A', isPrivate: true };
      const transport = new SocketTransport(socket, origin, { ...terms, clock, exit });
      const [unheard, left] = [() => {}, () => void gone.push('-')];
      transport.open({
        ...{ received: unheard, drained: unheard, ended: left, handshake: unheard },
        ...{ ready, refused: unheard, closed: left },
      });
      return transport;
    }

    async function breakAll(): Promise<void> {
      let broken = 0;
      const { pass } = exit;
      exit.pass = (act) => {
        broken += 1;
        pass.call(exit, act);
      };
      for (const peer of peers) peer.resetAndDestroy();
      while (broken < CROWD) await looked();
    }

    it('are heard to end in those portions', async () => {
      await gather();
      const ended = sockets.map((socket) => once(socket, 'end'));
      for (const peer of peers) peer.end();
      await Promise.all(ended);
      const portions = Array.from({ length: CROWD / 2 }, () => '--');
      expect([gone.join(''), ...portions.map(turn)]).to.deep.equal(['ab', ...portions]);
    });

    /** How many are closed, and who is gone, turn by turn after all have broken the connection. */
    async function closing(): Promise<[closed: number[], left: string[]]> {
      await breakAll();
      const closed: number[] = [];
      const left: string[] = [];
      for (let n = 0; n < CROWD; n += 1) {
        left.push(turn());
        await looked();
        closed.push(sockets.filter((socket) => socket.closed).length);
      }
      return [closed, left];
    }

    for (const isTls of [false, true]) {
      it(`are closed in those portions when they break the connection${isTls ? ' in TLS' : ''}, and are gone then`, async () => {
        const [certificate, key] = [keys.certificate('localhost'), keys.key('localhost')];
        const certificates = new Certificates({ certificate, key });
        await gather(...(isTls ? [tls(certificates, [], new Turnstile(machineClock))] : []));
        const half = Array.from({ length: CROWD / 2 }, (_, n) => 2 * n + 2);
        expect(await closing()).to.deep.equal([
          [...half, ...half.map(() => CROWD)],
          [...half.map(() => ''), ...half.map(() => '--')],
        ]);
      });
    }

    it('cost no error of Node when something is written to them before they are closed', async () => {
      await gather();
      await breakAll();
      let written = 0;
      for (const [n, transport] of transports.entries()) {
        sockets[n]!.write = () => {
          written += 1;
          return true;
        };
        transport.write(Buffer.from('* bob quit\n'));
      }
      expect(written).to.equal(0);
    });

    it('are closed at once when the server cuts them, whatever they still send', async () => {
      await gather();
      for (const peer of peers) peer.write('x'.repeat(100_000));
      for (const transport of transports) transport.cut();
      await looked();
      expect(sockets.every((socket) => socket.closed)).to.equal(true);
    });
  });
});
