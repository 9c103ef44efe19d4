/** The configuration is read again while the server runs, for whoever asks: a signal, and the shell. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { newFolder } from './support/folders.ts';
import { Party } from './support/party.ts';
import { parlance } from './support/process.ts';

describe('a server with a configuration file', () => {
  it('reads it again at SIGHUP and for the shell, and puts nobody off', async () => {
    const folder = newFolder();
    const [file, data] = [join(folder, 'own.toml'), join(folder, 'data')];
    writeFileSync(file, `motd = "one"\nport = 0\ndata = "${data}"\n`);
    const running = parlance(['serve', '--config', file]);
    try {
      const [, port] = await running.until(/listening on \S+:(\d+)/);
      const ann = await Party.open(Number(port), 'ann', 'json');
      const motd = async () => {
        ann.send('/motd');
        return (await ann.event('motd')).text;
      };
      writeFileSync(file, `motd = "two"\nport = 0\ndata = "${data}"\n`);
      running.child.kill('SIGHUP');
      await running.until(/read again; changed: motd/, 'stderr');
      expect(await motd()).to.equal('two');
      writeFileSync(file, `motd = "three"\nport = 1\ndata = "${data}"\n`);
      const shell = parlance(['rehash'], { PARLANCE_CONFIG: file });
      expect(await shell.exited).to.equal(0);
      expect(shell.stdout()).to.equal(
        'the configuration was read again; changed: motd; after a restart: port\n',
      );
      expect(await motd()).to.equal('three');
      writeFileSync(file, `motd = "four"\nprot = 1\ndata = "${data}"\n`);
      const refused = parlance(['rehash'], { PARLANCE_CONFIG: file });
      expect(await refused.exited).to.equal(1);
      expect(refused.stderr()).to.contain(`${file}: line 2: prot: is no setting.`);
      expect(await motd()).to.equal('three');
    } finally {
      expect(await running.stop()).to.equal(0);
    }
  });
});
