/** What is written to somebody whose connection has closed, which the rooms learn a little later. */
import { Socket } from 'node:net';
import { expect } from 'chai';
import { Exit } from '../../server/net/exit.ts';
import { SocketTransport } from '../../server/net/socket-transport.ts';
import { HandClock } from '../support/hand-clock.ts';

describe('somebody who is gone', () => {
  let socket: Socket;
  let transport: SocketTransport;

  beforeEach(() => {
    socket = new Socket();
    const clock = new HandClock();
    const terms = { isTcp: true, carriers: [], demandsHandshake: false, offersTls: false, clock };
    const origin = { address: 'A', isPrivate: true };
    transport = new SocketTransport(socket, origin, { ...terms, exit: new Exit(clock) });
  });

  it('costs no error of Node for each thing that their rooms still tell them', () => {
    let written = 0;
    socket.write = () => {
      written += 1;
      return true;
    };
    transport.write(Buffer.from('* ann joined #tea\n'));
    transport.cut();
    for (let n = 0; n < 10; n += 1) transport.write(Buffer.from('* bob quit\n'));
    expect(written).to.equal(1);
  });

  it('is nobody for whom bytes wait', () => {
    transport.cut();
    expect(transport.write(Buffer.from('* bob quit\n'))).to.equal(true);
    expect([transport.waiting, transport.isChoked]).to.deep.equal([0, false]);
  });
});
