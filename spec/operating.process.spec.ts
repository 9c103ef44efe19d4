/** The snippets of server/OPERATING.md, each tried with the program that it is for. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { version } from '../server/version.ts';
import { newFolder } from './support/folders.ts';
import { socketToGive } from './support/listening.ts';
import { operating, snippet } from './support/operating.ts';
import { Party } from './support/party.ts';
import { parlance, start } from './support/process.ts';
import { without } from './support/programs.ts';
import { openServer } from './support/server.ts';
import { keys } from './support/test-keys/keys.ts';
import { byTls, byWebSocket } from './support/ways.ts';

const noNginx = without('nginx', '-v');

describe(`nginx in front, as OPERATING.md has it${noNginx}`, () => {
  before(function () {
    if (noNginx) this.skip();
  });

  it('lets people through by TLS, each with their own address', async () => {
    const proxied = { proxyFrom: '127.0.0.1', limits: true, maxPerAddress: '1' };
    const server = await openServer(proxied);
    const { port, fd, letGo } = await socketToGive();
    const folder = newFolder();
    const its = snippet('proxy_protocol on')
      .replace('listen 7667', `listen 127.0.0.1:${port}`)
      .replace('ssl_certificate …', `ssl_certificate "${keys.certificate('localhost')}"`)
      .replace('ssl_certificate_key …', `ssl_certificate_key "${keys.key('localhost')}"`)
      .replace('127.0.0.1:7668', `127.0.0.1:${server.port}`);
    const file = join(folder, 'nginx.conf');
    writeFileSync(
      file,
      `load_module /usr/lib/nginx/modules/ngx_stream_module.so;
daemon off; pid ${folder}/pid; error_log stderr; worker_processes 1;
events {} stream { ${its} }\n`,
    );
    const args = ['-p', folder, '-e', 'stderr', '-c', file];
    const nginx = start('nginx', args, { NGINX: '3;' }, 'pipe', fd);
    await once(nginx.child, 'spawn');
    letGo();
    const ana = await Party.open(byTls(port), 'ana', 'json');
    await ana.ask({ cmd: 'register', password: 'correct-horse-battery' });
    await nginx.stop();
  });
});

const noHaproxy = without('haproxy', '-v');

describe(`HAProxy in front, as OPERATING.md has it${noHaproxy}`, () => {
  before(function () {
    if (noHaproxy) this.skip();
  });

  it('has nothing to say against it', () => {
    const folder = newFolder();
    const [pem, file] = [join(folder, 'chat.pem'), join(folder, 'haproxy.cfg')];
    const { cert, key } = keys.of('localhost');
    writeFileSync(pem, `${cert}${key}`);
    writeFileSync(file, snippet('send-proxy-v2-ssl').replace('/etc/haproxy/chat.pem', pem));
    const checked = spawnSync('haproxy', ['-c', '-q', '-f', file], { encoding: 'utf8' });
    expect([checked.status, checked.stderr]).to.deep.equal([0, '']);
  });
});

describe('a proxy on the machine of the server', () => {
  it('has another port than the server, which listens there and believes it', () => {
    const mine = snippet('proxy-from');
    const at = /tcp:\/\/127\.0\.0\.1:(\d+)/.exec(mine)?.[1] ?? '';
    for (const [part, binds] of [
      ['send-proxy-v2-ssl', /bind \S*:(\d+)/],
      ['proxy_protocol on', /listen (\d+)/],
    ] as const) {
      expect(snippet(part)).to.include(`127.0.0.1:${at}`);
      expect(binds.exec(snippet(part))?.[1]).not.to.equal(at);
    }
  });
});

const noCaddy = without('caddy', 'version');

describe(`Caddy in front, as OPERATING.md has it${noCaddy}`, () => {
  before(function () {
    if (noCaddy) this.skip();
  });

  it('lets WebSockets through, and the page', async () => {
    const server = await openServer({ origins: 'https://chat.example' });
    const folder = newFolder();
    const path = join(folder, 'caddy.sock');
    const its = /`chat\.example (\{ reverse_proxy \S+ \})`/.exec(operating)?.[1] ?? '';
    const file = join(folder, 'Caddyfile');
    const proxy = its.replace('7668', `${server.port}`).replace('{', `{\n bind unix/${path}\n`);
    writeFileSync(
      file,
      `{\n admin off\n auto_https off\n}\nhttp:// ${proxy.replace(' }', '\n}')}\n`,
    );
    const home = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    const caddy = start('caddy', ['run', '--adapter', 'caddyfile', '--config', file], home);
    await caddy.until(/serving initial configuration/, 'stderr');
    const url = `ws+unix:${path}:/`;
    const ana = await Party.open(
      byWebSocket(url, { origin: 'https://chat.example' }),
      'ana',
      'json',
    );
    await ana.ask({ cmd: 'join', rooms: ['#tea'] });
    ana.destroy();
    await caddy.stop();
  });
});

const noFail2ban = without('fail2ban-regex');

describe(`the filter for fail2ban${noFail2ban}`, () => {
  before(function () {
    if (noFail2ban) this.skip();
  });

  it('finds who guesses passwords and who comes too often, and nobody else', async () => {
    const limits = ['--max-per-address', '2', '--log-format', 'json'];
    const server = parlance(['serve', '--port', '0', '--memory', ...limits]);
    const [, port] = await server.until(/listening on \S+:(\d+)/);
    const ana = await Party.open(Number(port), 'ana', 'json');
    await ana.ask({ cmd: 'register', password: 'correct-horse-battery' });
    const eve = await Party.open(Number(port), 'eve', 'json');
    eve.send('/login ana correct-horse');
    await eve.event('error');
    const late = await Party.connect(Number(port));
    await late.until(/too_many/);
    await server.stop();
    const folder = newFolder();
    const [log, filter] = [join(folder, 'log'), join(folder, 'parlance.conf')];
    writeFileSync(log, server.stderr());
    writeFileSync(filter, snippet('[Definition]'));
    const { stdout } = spawnSync('fail2ban-regex', [log, filter], { encoding: 'utf8' });
    expect(stdout, server.stderr()).to.match(/Failregex: 2 total/);
    expect(stdout).to.match(/ 2 matched, \d+ missed/);
  });
});

describe('the Dockerfile', () => {
  const file = snippet('FROM node');

  it('copies what npm pack makes, installs that and no other, and leaves none', () => {
    const tarball = `parlance-${version}.tgz`;
    expect(file).to.include(`COPY ${tarball} /tmp/`).and.to.include(`install -g /tmp/${tarball} `);
    expect(file).to.include(` rm /tmp/${tarball} `);
  });

  it('finds a server healthy while it lets people in, and not when it is gone', async () => {
    const server = await openServer();
    const [, command = ''] = /^HEALTHCHECK .*CMD (.*)$/m.exec(file) ?? [];
    const check = () => start('sh', ['-c', command.replace('7667', `${server.port}`)]).exited;
    expect(await check()).to.equal(0);
    await server.close();
    expect(await check()).to.equal(1);
  });
});

const noSystemd = without('systemd-analyze');

describe(`the units for systemd${noSystemd}`, () => {
  before(function () {
    if (noSystemd) this.skip();
  });

  it('are right, and leave the server little to do harm with', () => {
    const folder = newFolder();
    const [socket, service] = ['socket', 'service'].map((kind) => join(folder, `parlance.${kind}`));
    writeFileSync(socket!, snippet('[Socket]'));
    writeFileSync(service!, snippet('[Service]').replace('/usr/bin/parlance', '/bin/sh'));
    const files = [socket!, service!];
    const verified = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], {
      encoding: 'utf8',
    });
    expect(verified.stderr + verified.stdout).to.equal('');
    const args = ['security', '--offline=true', '--no-pager', '--threshold=20', service!];
    const judged = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
    expect(judged.stdout).to.match(/Overall exposure level .*: [01]\.\d OK/);
  });
});
