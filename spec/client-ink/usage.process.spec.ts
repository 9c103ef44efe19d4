/** What `parlance chat` says to somebody who has called it wrongly. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { newFolder } from '../support/folders.ts';
import { parlance } from '../support/process.ts';

describe('somebody who calls parlance chat wrongly', () => {
  let folder: string;
  before(() => {
    folder = newFolder();
    writeFileSync(join(folder, 'wrong.toml'), 'nick = "ann');
  });

  /** What is said, without the folder, to a person who gets exit code 2. */
  async function told(args: string[], env: Record<string, string> = {}): Promise<string[]> {
    const chat = parlance(['chat', ...args], { XDG_CONFIG_HOME: join(folder, 'none'), ...env });
    expect(await chat.exited).to.equal(2);
    const lines = chat.stderr().replaceAll(folder, '~').trimEnd().split('\n');
    return lines.map((line) => line.replace('parlance chat: ', ''));
  }

  it('hears in words what is wrong with the configuration file', async () => {
    expect(await told(['--config', folder])).to.deep.equal([
      '--config: ~ is a directory: name a file, such as ~/config.toml.',
    ]);
    expect(await told([], { PARLANCE_CONFIG: join(folder, 'none.toml') })).to.deep.equal([
      'PARLANCE_CONFIG: There is no file ~/none.toml.',
    ]);
    expect(await told(['--config', join(folder, 'wrong.toml')])).to.deep.equal([
      '~/wrong.toml: line 1: unclosed quote: a text begins with a quote and ends with one.',
      '  nick = "ann',
      '         ^',
    ]);
  });

  it('hears all at once where arguments and variables are wrong', async () => {
    const env = { PARLANCE_NICK: '9x', PARLANCE_JOIN: '#dev #a/b' };
    expect(await told(['chat.example', '99'], env)).to.deep.equal([
      'HOST:PORT: "chat.example 99" is no server: write chat.example:99.',
      'PARLANCE_NICK: "9x" can\'t be a nick: a nick may not start with a digit.',
      'PARLANCE_JOIN: "#a/b" can\'t be a room: a room\'s name may not hold a comma, colon, slash or =.',
    ]);
  });
});
