/** A program that reads its events slowly, as `parlance tail '#busy' | less` does, for much longer than a server waits. */
import { mock } from 'node:test';
import { expect } from 'chai';
import { connect } from '../../client/client.ts';
import { afterwards } from '../support/afterwards.ts';
import { openServer } from '../support/server.ts';

/** More than a program keeps for whoever takes its events, and less than the kernel keeps for the program. */
const MANY = 1500;

describe('a program whose events nobody takes for minutes', () => {
  it('keeps its session, and tells all of them when somebody does', async () => {
    const server = await openServer();
    const changes: string[] = [];
    const client = await connect({
      port: server.port,
      rooms: ['#busy'],
      onChange: (change) => changes.push(change),
    });
    afterwards(() => client.close());
    mock.timers.enable({ apis: ['setTimeout'] });
    const bob = await server.party('bob', 'json');
    bob.send('/join #busy');
    for (let n = 1; n <= MANY; n += 1) bob.send(`/msg #busy ${n}`);
    await bob.barrier();
    for (let halfMinute = 0; halfMinute < 10; halfMinute += 1) {
      await bob.barrier();
      mock.timers.tick(30_000);
      await server.read();
      server.clock.pass(30_000);
    }
    bob.send('/msg #busy last');
    const texts: string[] = [];
    const others = new Set<string>();
    for await (const event of client) {
      if (event.ev === 'message') texts.push(event.text);
      else others.add(event.ev);
      if (texts.at(-1) === 'last') break;
    }
    expect(texts).to.have.length(MANY + 1);
    expect(changes).to.deep.equal([]);
    expect([...others]).not.to.include('ok');
  });
});
