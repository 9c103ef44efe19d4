/** What the options of the server come to, and what is wrong with them. */
import { expect } from 'chai';
import { type Config, configure } from '../../server/config.ts';
import type { Options } from '../../server/options/check.ts';

const mistakes = (options: Options): string[] => {
  const configured = configure(options);
  return 'mistakes' in configured ? configured.mistakes : [];
};

describe('the options of the server', () => {
  it('are a configuration when all are right', () => {
    const config = configure({ retention: '90d', data: 'chat' }) as Config;
    expect(config.grace).to.equal(60_000);
    expect(config.listening.endpoints).to.deep.equal([
      { kind: 'tcp', host: '127.0.0.1', port: 7667 },
    ]);
    expect(config.store).to.deep.equal({
      kind: 'disk',
      directory: 'chat',
      durability: 'full',
      retention: 90 * 24 * 60 * 60 * 1000,
    });
  });

  it('keep the log in one place', () => {
    expect((configure({ memory: true }) as Config).store).to.deep.equal({
      kind: 'memory',
      bytes: 64 * 1024 * 1024,
    });
    expect(mistakes({ memory: true, data: 'chat', retention: '1d' })).to.deep.equal([
      '--data and --memory exclude each other: the log is in one place.',
      '--retention is for a log on disk: --memory-limit says what one in memory keeps.',
    ]);
  });

  it('tell all that is wrong at once, each with its flag', () => {
    expect(
      mistakes({
        host: 'a host',
        port: '70000',
        name: 'two words',
        motd: 'é'.repeat(2049),
        maxPerAddress: 'many',
        data: '',
        durability: 'sure' as 'full',
        retention: 'a year',
      }),
    ).to.deep.equal([
      '--host is an address of this machine such as 127.0.0.1, not "a host".',
      '--port is a whole number from 0 to 65535, not "70000".',
      '--name is one word of at most 64 letters.',
      '--motd is at most 4096 bytes long.',
      '--data is a directory, and may not be empty.',
      '--durability is full or relaxed, not "sure".',
      '--retention is a time such as 90d, 12h or 52w, not "a year".',
      '--max-per-address is a whole number from 1 to 1000000, not "many".',
    ]);
  });

  it('greet nobody with what could steer a terminal', () => {
    expect(mistakes({ name: 'tea\x07', motd: 'tea\x1b[2J' })).to.deep.equal([
      '--name is one word of at most 64 letters.',
      '--motd has no control characters but tabs, line ends and formatting codes.',
    ]);
    expect(mistakes({ name: 'té', motd: 'one\r\ntwo\n\t\x02bold' })).to.deep.equal([]);
  });
});
