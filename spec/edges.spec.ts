/** What a server asks of its process, seen in a process of its own. */
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { newFolder } from './support/folders.ts';

const edges = new URL('../server/system/edges.ts', import.meta.url).href;

/** What V8 keeps for young objects when it is small, whatever it counts as its own; otherwise it takes 128 MB here. */
const MAX_YOUNG_BYTES = 16 * 1024 * 1024;

/** Prints how much room young objects have, in bytes, when many of them have come to stay. */
const program = `
  import { getHeapSpaceStatistics } from 'node:v8';
  import { keepYoungSmall } from '${edges}';
  const room = () => getHeapSpaceStatistics().find((each) => each.space_name === 'new_space').space_size;
  keepYoungSmall();
  const people = [];
  for (let n = 0; n < 400_000; n += 1) people.push({ nick: 'guest-' + n, rooms: new Set() });
  console.log(JSON.stringify({ room: room(), people: people.length }));
`;

describe('the memory of a server', () => {
  it('does not grow for young objects when many people come at once', () => {
    const said = execFileSync(process.execPath, ['--input-type=module', '--eval', program]);
    expect(JSON.parse(said.toString()).room).to.be.below(MAX_YOUNG_BYTES);
  });
});

/** Ends although one of its threads waits for a pipe into which nobody writes. */
const hanging = `
  import { execFileSync } from 'node:child_process';
  import { Worker } from 'node:worker_threads';
  import { endNow } from '${edges}';
  const pipe = process.argv[1];
  execFileSync('mkfifo', [pipe]);
  const reading = 'require("worker_threads").parentPort.postMessage(0); require("fs").readFileSync(' + JSON.stringify(pipe) + ')';
  new Worker(reading, { eval: true, execArgv: [] }).once('message', () => endNow(3));
`;

describe('a server that is given up', () => {
  it('ends with its code while a thread hangs', () => {
    const pipe = join(newFolder(), 'pipe');
    const asked = ['--input-type=module', '--eval', hanging, pipe];
    const { status, signal } = spawnSync(process.execPath, asked);
    expect({ status, signal }).to.deep.equal({ status: 3, signal: null });
  });
});
