/** People who connect and never say anything: the server does not keep their places for ever. */
import { expect } from 'chai';
import { MIN_SPEECHLESS_MS } from '../../server/net/listen.ts';
import { ROUND_MS, SPEECHLESS_MS } from '../../server/net/rounds.ts';
import { openServer } from '../support/server.ts';

describe('somebody who has connected', () => {
  it('and says nothing is told goodbye after two minutes', async () => {
    const server = await openServer();
    const ana = await server.connect('ana');
    await server.read();
    server.clock.pass(300);
    await ana.until(/resume/);
    server.clock.pass(SPEECHLESS_MS + ROUND_MS);
    expect(await ana.next()).to.match(/^\* Bye/);
    await ana.closed();
  });

  it('and sends a letter now and then, but no line, is let go as well', async () => {
    const server = await openServer();
    const ana = await server.connect('ana');
    for (let passed = 0; passed <= SPEECHLESS_MS; passed += ROUND_MS) {
      ana.write('g');
      await server.read();
      server.clock.pass(ROUND_MS);
    }
    server.clock.pass(ROUND_MS);
    await ana.ended();
  });

  it('and has said something may be silent for as long as they like', async () => {
    const server = await openServer();
    const ana = await server.party('ana');
    server.clock.pass(10 * SPEECHLESS_MS);
    await ana.silence();
  });

  it('and says nothing makes room for somebody when the server is full, and who has spoken does not', async () => {
    const server = await openServer({ maxConnections: '2' });
    const ana = await server.party('ana');
    const bob = await server.connect('bob');
    await ana.barrier();
    server.clock.pass(MIN_SPEECHLESS_MS - 1);
    const early = await server.connect('early');
    await early.until(/The server is full/);
    server.clock.pass(1);
    const cy = await server.party('cy');
    await bob.ended();
    for (const each of [ana, cy]) await each.barrier();
  });

  it('and says nothing keeps their place when whoever comes is refused all the same', async () => {
    const server = await openServer({ limits: true, maxConnections: '2', maxPerAddress: '2' });
    const ana = await server.party('ana');
    const bob = await server.connect('bob');
    await ana.barrier();
    server.clock.pass(MIN_SPEECHLESS_MS);
    const cy = await server.connect('cy');
    await cy.until(/There are 2 connections from your address/);
    await bob.barrier();
    expect(bob.over).to.equal(false);
  });
});
