/** The one too many is told why, and the next is let in when there is room. */
import { expect } from 'chai';
import { openServer, type TestServer } from '../support/server.ts';

describe('the one too many', () => {
  async function isRefused(server: TestServer, message: string): Promise<void> {
    const party = await server.connect('the one too many');
    expect(await party.next()).to.equal(`* Bye: ${message}`);
    expect(await party.event('bye')).to.deep.equal({ ev: 'bye', code: 'too_many', message });
    await party.closed();
  }

  it('from an address is told why, in both dialects, and the next comes in when there is room', async () => {
    const server = await openServer({ limits: true, maxPerAddress: '3' });
    const [ann, bob] = [await server.party('ann'), await server.party('bob')];
    await server.party('cy');
    await isRefused(
      server,
      'There are 3 connections from your address, the most there can be. Try again when one of them has ended.',
    );
    await ann.close();
    await bob.barrier();
    await server.party('dan');
    expect(server.warnings).to.deep.equal([]);
  });

  it('in all is told why, as its operator is, and the next comes in when there is room', async () => {
    const server = await openServer({ maxConnections: '2' });
    const [ann, bob] = [await server.party('ann'), await server.party('bob')];
    await isRefused(server, 'The server is full. Try again in a minute.');
    await ann.close();
    await bob.barrier();
    await server.party('cy');
    expect(server.warnings.join('\n')).to.match(
      /^the server is full: it has 2 connections, .*--max-connections.*$/,
    );
  });
});
