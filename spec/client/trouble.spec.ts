/** Somebody calls where no Parlance server answers, and hears why there is no talking. */
import type { Socket } from 'node:net';
import { expect } from 'chai';
import { Connection } from '../../client/connection.ts';
import type { Route } from '../../client/dial/dial.ts';
import { troubleInWords, troubleOf, troubleOfSilence } from '../../client/dial/trouble.ts';
import type { LinkInput } from '../../client/talk.ts';
import { standIn } from '../support/listening.ts';
import { welcome } from './pipe/peer.ts';

describe('somebody who calls the wrong place', () => {
  /** Something that listens; returns what a caller is told for a reason. */
  async function reason(answer: (socket: Socket) => void, answerWithinMs = 10_000) {
    const { port } = await standIn(answer);
    const lost = Promise.withResolvers<string>();
    const hear = (input: LinkInput) => {
      if (input.link === 'lost') lost.resolve(input.reason);
    };
    const route: Route = { address: { by: 'tcp', host: '127.0.0.1', port } };
    const options = { route, begin: () => [], answerWithinMs };
    const connection = new Connection(options, hear);
    const why = await lost.promise;
    connection.close();
    return why.replaceAll(String(port), 'PORT');
  }

  for (const answer of [
    'HTTP/1.1 400 Bad Request\r\n\r\n',
    '<!doctype html>\n<html lang="en">\n',
  ]) {
    it(`hears that it is a web server, which says ${answer.slice(0, 9)}`, async () => {
      const why = await reason((socket) => {
        socket.once('data', () => socket.write(answer));
      });
      expect(why).to.equal('127.0.0.1:PORT is no Parlance server: a web server answers.');
    });
  }

  it('hears that it is an ssh server, which speaks first', async () => {
    const why = await reason((socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'));
    expect(why).to.equal('127.0.0.1:PORT is no Parlance server: an ssh server answers.');
  });

  it('hears that TLS is spoken there', async () => {
    const why = await reason((socket) => {
      socket.once('data', () => socket.end(Buffer.from('15030100020246', 'hex')));
    });
    expect(why).to.equal('127.0.0.1:PORT speaks TLS: call it tls://127.0.0.1:PORT.');
  });

  it('hears that something else speaks there', async () => {
    const why = await reason((socket) => socket.end('220 mail.example ESMTP\r\n'));
    expect(why).to.match(/is no Parlance server: what it says is something else/);
  });

  it('hears why the server turned it away, when that says so', async () => {
    const why = await reason((socket) => socket.end('! This address speaks TLS only.\n'));
    expect(why).to.equal('127.0.0.1:PORT says: This address speaks TLS only.');
  });

  it('hears that it was hung up on', async () => {
    expect(await reason((socket) => socket.end())).to.match(/^127.0.0.1:PORT hung up/);
    expect(await reason((socket) => socket.resetAndDestroy())).to.match(/^127.0.0.1:PORT hung up/);
  });

  it('hears that nobody speaks there, or that the welcome never came', async () => {
    expect(await reason(() => {}, 50)).to.match(/takes the call, but says nothing/);
    const greets = (socket: Socket) => socket.write('* Welcome to parlance.\n');
    expect(await reason(greets, 50)).to.match(/takes the call, but says nothing/);
  });

  it('hears nothing more of a server that it has left while it began', async () => {
    const withinMs = 200;
    const { port } = await standIn((socket) => {
      socket.on('data', (chunk) => {
        if (String(chunk).includes('"quit"')) socket.end();
        else if (String(chunk).includes('"format"')) socket.write(`${JSON.stringify(welcome)}\n`);
      });
    });
    const told: string[] = [];
    const over = Promise.withResolvers<void>();
    const route: Route = { address: { by: 'tcp', host: '127.0.0.1', port } };
    const begin = () => [{ command: { cmd: 'nick', nick: 'ann' } as const }];
    const connection = new Connection({ route, begin, answerWithinMs: withinMs }, (input) => {
      told.push(input.link);
      if (input.link === 'up') connection.close();
      if (input.link === 'over') over.resolve();
    });
    await over.promise;
    // Who calls later has waited for as long when it is told that nobody answers.
    await reason(() => {}, withinMs);
    expect(told.at(-1)).to.equal('over');
  });

  it('hears what the network says', () => {
    const of = (code: string) =>
      troubleInWords(troubleOf(Object.assign(new Error('raw'), { code }), ''), {
        by: 'tcp',
        host: 'x.example',
        port: 7667,
      });
    expect(of('ECONNREFUSED')).to.match(/^Nobody listens at x.example:7667/);
    expect(of('ENOTFOUND')).to.equal('There is no host called x.example.');
    expect(of('EHOSTUNREACH')).to.match(/^There is no way to x.example/);
    expect(of('ETIMEDOUT')).to.match(/^x.example:7667 does not answer/);
    expect(of('EWHATEVER')).to.equal('raw');
    expect(
      troubleInWords(troubleOfSilence(true, ''), { by: 'tcp', host: '::1', port: 1 }),
    ).to.match(/^\[::1\]:1 does not answer/);
  });
});
