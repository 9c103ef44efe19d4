/** A line that does not end: it is refused once, and costs a real server no memory. */
import { expect } from 'chai';
import { Party } from '../support/party.ts';
import { startServer } from '../support/process.ts';
import { heaviest, MOST_MEGABYTES, weighed } from './weight.ts';

/** More than the server may ever take. */
const MEGABYTES = MOST_MEGABYTES + 20;

const beginnings = [
  ['x', 8192],
  ['{', 32_768],
] as const;

describe('who sends a line without an end', () => {
  it(`is told once that ${MEGABYTES} MB were too long, of text or JSON, and goes on${weighed}`, async () => {
    const server = await startServer();
    for (const [start, limit] of beginnings) {
      const flood = await Party.connect(server.port);
      await flood.pour(start);
      await flood.pour(Buffer.alloc(1 << 20, start), MEGABYTES);
      await flood.pour('\n/ping@after-the-flood\n');
      const heard = (await flood.until(/after-the-flood/)).join('\n');
      expect(heard.match(/too_long/g)).to.have.length(1);
      expect(heard).to.contain(`longer than ${limit} bytes`);
      flood.destroy();
    }
    const megabytes = heaviest(server.pid);
    expect(await server.stop()).to.equal(0);
    expect(megabytes).to.be.below(MOST_MEGABYTES);
    expect(server.stderr()).to.equal('');
  });
});
