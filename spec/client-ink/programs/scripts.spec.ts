/** Scripts of the person: what they are told, what they may say, and how they end. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { whyNoEntry } from '../../../client-ink/config/tables.ts';
import { isAwaited } from '../../../client-ink/model/scripted.ts';
import {
  nextLine,
  nothingSaid,
  profileIn,
  type Saying,
  saidMore,
  toldLine,
} from '../../../client-ink/programs/script-lines.ts';
import { Scripts } from '../../../client-ink/programs/scripts.ts';
import type { Event } from '../../../grammar/events.ts';
import { afterwards } from '../../support/afterwards.ts';
import { newFolder } from '../../support/folders.ts';
import { repository } from '../../support/repository.ts';
import { Waiting } from '../../support/waiting.ts';
import { ann, ok, welcome } from '../sitter.ts';

const message = (text: string): Event => ({
  ...{ ev: 'message', room: '#dev', seq: 1, at: '2026-11-22T12:01:00.000Z' },
  ...{ from: 'bob', kind: 'say', text },
});

describe('what a script is told', () => {
  it('is a line of JSON for each event, with the name of its server', () => {
    const line = toldLine('work', message('one\ntwo')) ?? '';
    expect(line).to.match(/^[^\n]*\n$/);
    expect(JSON.parse(line)).to.deep.equal({ profile: 'work', ...message('one\ntwo') });
  });

  it('has nothing in it that opens a session or logs in', () => {
    for (const event of [welcome('ann', 'one'), { ev: 'ok', session: 'secret' } as Event])
      expect(toldLine('work', event)).to.not.match(/session|secret/);
    const token = { ev: 'token', nick: 'ann', name: 'builds', token: 'secret' } as unknown as Event;
    expect(toldLine('work', token)).to.equal(undefined);
  });
});

describe('what a script says', () => {
  it('is taken by lines, however they arrive; an object may name its server', () => {
    const whole = '/msg #dev hi\r\n\n{"cmd":"say"}\nrest';
    const byOne = [...whole].reduce<Saying>(
      (saying, character) => saidMore(saying, character).saying,
      nothingSaid,
    );
    expect(byOne).to.deep.equal(saidMore(nothingSaid, whole).saying);
    expect(byOne).to.deep.include({ lines: ['/msg #dev hi', '{"cmd":"say"}'], rest: 'rest' });
    expect(profileIn('{"cmd":"who","profile":"work"}')).to.equal('work');
    for (const line of ['/who', '{"cmd":"who"}', '{', '{"profile":7}'])
      expect(profileIn(line), line).to.equal(undefined);
  });

  it('is given ten lines at once and then one a second', () => {
    let { saying } = saidMore(nothingSaid, '/who\n'.repeat(12));
    const taken = (now: number): number => {
      for (let count = 0; ; count += 1) {
        const next = nextLine(saying, now);
        if (next === undefined || 'waitMs' in next) return count;
        saying = next.saying;
      }
    };
    expect(taken(50_000)).to.equal(10);
    expect(nextLine(saying, 50_000)).to.deep.equal({ waitMs: 1_000 });
    expect(taken(50_999)).to.equal(0);
    expect(taken(51_000)).to.equal(1);
    expect(taken(99_000)).to.equal(1);
    expect(nextLine(saying, 99_000)).to.equal(undefined);
  });

  it('waits as long as its server does, and lets what is for others pass', () => {
    const { saying } = saidMore(nothingSaid, '/who\n/motd\n/who\n');
    const next = nextLine(saying, 0, (line) => line === '/motd');
    expect(next).to.deep.include({ line: '/motd' });
    expect(next).to.have.nested.property('saying.lines').that.deep.equals(['/who', '/who']);
    expect(nextLine(saying, 0, () => false)).to.equal(undefined);
  });

  it('waits for a server that may be there again, and is lost with one that is over', () => {
    const person = ann(100, 24);
    expect(isAwaited(person.model)).to.equal(false);
    person.learns({ link: 'lost', reason: 'the line is cut' });
    expect(isAwaited(person.model)).to.equal(true);
    person.learns({ link: 'connecting', attempt: 1, inMs: 0 });
    expect(isAwaited(person.model)).to.equal(true);
    person.learns({ link: 'over', reason: 'you are banned', asked: false });
    expect(isAwaited(person.model)).to.equal(false);
    person.sent();
    person.takes({ in: 'script', script: 'greet', line: '/msg #dev hi' });
    expect(person.sent()).to.deep.equal([]);
  });

  it('is too much when it does not end', () => {
    expect(saidMore(nothingSaid, 'x'.repeat(40_000)).problem).to.include('without end');
    expect(saidMore(nothingSaid, 'x\n'.repeat(300)).problem).to.include('too much');
    expect(saidMore(nothingSaid, 'x\n'.repeat(100)).problem).to.equal(undefined);
  });

  it('goes to the server, and stands in its window under the name of the script', () => {
    const person = ann(100, 24);
    const says = (line: string) => person.takes({ in: 'script', script: 'greet', line });
    says('/msg #dev hi');
    expect(person.lastSent()).to.deep.include({ cmd: 'msg', to: '#dev', text: 'hi' });
    says('{"cmd":"topic","room":"#dev","text":"tea"}');
    expect(person.lastSent()).to.deep.include({ cmd: 'topic', room: '#dev', text: 'tea' });
    person.presses('alt-1');
    expect(person.window()).to.match(/── greet: \/msg #dev hi\n.*── greet: \/topic #dev tea/);
  });

  it('is marked in the room as what the script has said', () => {
    const person = ann(100, 24);
    person.takes({ in: 'script', script: 'greet', line: '/msg #dev hi' });
    const { tag = '' } = person.lastSent();
    person.says('ann', '#dev', 'hi');
    person.hears(ok(tag, { room: '#dev', seq: 1 }));
    person.says('ann', '#dev', 'hi myself');
    expect(person.window()).to.match(/ann hi \(greet\)\n.*ann hi myself$/);
  });

  it('is refused in words where it is no command, has no room, is for the client, or has a password', () => {
    const person = ann(100, 24);
    person.presses('alt-1');
    person.sent();
    const refusals: [string, RegExp][] = [
      ['hello', /!! greet: .*room/],
      ['/msgg #dev hi', /!! greet: .*Did you mean \/msg/],
      ['/set theme nord', /!! greet: \/set is not for scripts/],
      ['/quit', /!! greet: /],
      ['/login ann correct-horse', /!! greet: A password is not for scripts/],
      ['{"cmd":', /!! greet: /],
    ];
    for (const [line, words] of refusals) {
      person.takes({ in: 'script', script: 'greet', line });
      expect(person.window(), line).to.match(words);
    }
    expect(person.window()).to.not.include('correct-horse');
    expect(person.sent()).to.deep.equal([]);
  });

  it('is answered to the script alone; a refusal of the server is told, and takes nobody’s line', () => {
    const person = ann(100, 24);
    person.presses('alt-1');
    person.takes({ in: 'script', script: 'greet', line: '/whois bob' });
    const asked = person.lastSent().tag ?? '';
    const before = person.window();
    person.hears({ ev: 'whois', re: asked, nick: 'bob', rooms: [] } as unknown as Event);
    person.hears(ok(asked, {}));
    expect(person.window()).to.equal(before);
    person.takes({ in: 'script', script: 'greet', line: '/part #nowhere' });
    const { tag = '' } = person.lastSent();
    person.hears({
      ev: 'error',
      re: tag,
      code: 'not_in_room',
      message: 'You are not in it.',
    } as Event);
    expect(person.window()).to.match(/!! greet: You are not in it/);
    expect(person.model.places[0]?.editor.line.text).to.equal('');
  });

  it('changes whom the person ignores and what they are told of, without a word to them', () => {
    const person = ann(100, 24);
    const asks = (line: string) => {
      person.takes({ in: 'script', script: 'greet', line });
      return person.lastSent().tag ?? '';
    };
    const quiet = asks('/notify #dev none');
    const shown = person.window();
    person.hears({ ev: 'notify', re: quiet, levels: [{ room: '#dev', level: 'none' }] });
    expect([...person.model.levels]).to.deep.equal([['#dev', { level: 'none' }]]);
    person.hears({ ev: 'ignored', re: asks('/ignore bob'), people: ['Bob'] });
    expect([...person.model.ignored]).to.deep.equal(['bob']);
    expect(person.window()).to.equal(shown);
    expect(person.model.flash).to.equal(undefined);
    person.hears({ ev: 'rooms', re: asks('/rooms'), rooms: [{ room: '#tea', count: 2 }] });
    expect(person.model.heard.map((each) => each.room)).to.deep.equal(['#tea']);
  });
});

interface Surroundings {
  now: () => number;
  /** The server is not there. */
  isAway: (server: string) => boolean;
}

describe('a script', () => {
  /** Runs commands, and waits for what comes of them. */
  function run(
    commands: Record<string, string>,
    { now = () => 0, isAway = () => false }: Partial<Surroundings> = {},
  ) {
    const [heard, told]: [string[], string[]] = [[], []];
    const waiting = new Waiting((problem) => `${problem}: ${[...heard, ...told].join('\n')}`);
    const scripts = new Scripts({
      commands: () => commands,
      servers: () => ['work', 'home'],
      waitsFor: isAway,
      now,
      hear(script, line, server) {
        heard.push(`${script} ${server} ${line}`);
        waiting.look();
      },
      tell(sentence) {
        told.push(sentence);
        waiting.look();
      },
    });
    afterwards(() => scripts.end());
    scripts.begin();
    const has = (lines: string[], wanted: RegExp) =>
      waiting.until(`${wanted}`, () => lines.some((line) => wanted.test(line)) || undefined);
    return {
      scripts,
      heard,
      told,
      hears: (w: RegExp) => has(heard, w),
      tells: (w: RegExp) => has(told, w),
    };
  }

  it('hears lines and says lines, for the first server or the one that it names; its end is told once', async () => {
    const { scripts, heard, told, hears, tells } = run({
      greet: `read line; echo "/msg #dev $line"; echo '{"cmd":"who","profile":"home"}'; echo '{"cmd":"who","profile":"nowhere"}'; echo alas >&2; exit 3`,
    });
    scripts.take('home', { link: 'event', event: message('hi') });
    await hears(/^greet work \/msg #dev .*"profile":"home".*"text":"hi"/);
    await tells(/^Script greet has ended with 3: alas\.$/);
    expect(heard).to.include('greet home {"cmd":"who","profile":"home"}');
    expect(told).to.have.length(2);
    expect(scripts.do(undefined, undefined)).to.deep.equal([
      'greet: not running; /script start greet begins it',
    ]);
  });

  it('that README shows greets whoever comes', async () => {
    const readme = readFileSync(join(repository, 'README.md'), 'utf8');
    const [, text = ''] = /```js\n(const lines[\s\S]*?)```/.exec(readme) ?? [];
    expect(text.trim().split('\n')).to.have.length(5);
    const file = join(newFolder(), 'greet.js');
    writeFileSync(file, text);
    const { scripts, hears } = run({ greet: `"${process.execPath}" ${file}` });
    const joined = { ev: 'joined', room: '#tea', nick: 'bob', at: '2026-11-22T12:01:00.000Z' };
    scripts.take('home', { link: 'event', event: joined as Event });
    await hears(/^greet home \{"profile":"home","cmd":"msg","to":"#tea","text":"Hello, bob!"\}$/);
  });

  it('that says too much or is missing is told of, and stopped', async () => {
    const { tells, told } = run({ loud: 'yes /who', none: 'no-such-command-as-this' });
    await tells(/^Script loud says too much, and is stopped\.$/);
    await tells(/^Script none has ended with 127: .*not found/);
    expect(told).to.have.length(2);
  });

  it('has its last words heard, each in its turn, before its end is told', async () => {
    const { heard, tells } = run(
      { brief: "printf '/who %s\\n' 1 2 3 4 5 6 7 8 9 10; printf '/who 11'" },
      { now: Date.now },
    );
    await tells(/^Script brief has ended\.$/);
    expect(heard.map((line) => line.split(' ').at(-1))).to.deep.equal(
      Array.from({ length: 11 }, (_, index) => `${index + 1}`),
    );
  });

  it('is heard by a server once that is there, though it has ended before; without the secrets of the environment', async () => {
    process.env.PARLANCE_TOKEN = 'secret';
    afterwards(() => {
      delete process.env.PARLANCE_TOKEN;
    });
    const away = new Set(['work']);
    const { scripts, heard, told, hears, tells } = run(
      { early: `echo "/who $PARLANCE_TOKEN$PATH"; echo '{"cmd":"who","profile":"home"}'` },
      { isAway: (server) => away.has(server) },
    );
    await hears(/^early home /);
    expect(heard).to.have.length(1);
    away.clear();
    scripts.take('work', {
      link: 'up',
      welcome: welcome('ann', 'one'),
      resumed: false,
      perhaps: [],
    });
    await tells(/^Script early has ended\.$/);
    expect(heard.slice(1)).to.deep.equal([`early work /who ${process.env.PATH}`]);
    expect(told).to.have.length(1);
  });

  it('that has ended may wait to be heard, or be stopped', async () => {
    const { scripts, tells } = run(
      { early: `echo /who; echo '{"cmd":"who","profile":"nowhere"}'` },
      { isAway: () => true },
    );
    await tells(/nowhere, which is no server/);
    expect(scripts.do('stop', 'early')).to.deep.equal([]);
    await tells(/^Script early is stopped\.$/);
    expect(scripts.do('stop', 'early')).to.deep.equal(['No script early is running.']);
  });

  it('ends though something that it has left behind holds its output', async () => {
    const { heard, hears, tells, scripts } = run({ host: 'setsid sleep 1000 & echo "/who $!"' });
    await hears(/^host work /);
    afterwards(() => {
      process.kill(Number(heard[0]?.split(' ').at(-1)));
    });
    await tells(/^Script host has ended\.$/);
    expect(scripts.do('stop', 'host')).to.deep.equal(['No script host is running.']);
  });

  it('that can’t be begun is told of: its command is too long, or none', () => {
    const { scripts, told } = run({ nul: 'a\0b', long: `true ${'x'.repeat(200_000)}` });
    expect(told).to.have.length(2);
    expect(told[0]).to.match(/^Script nul can't be begun: .*null bytes/);
    expect(told[1]).to.match(/^Script long can't be begun: .*E2BIG/);
    expect(scripts.do('start', 'nul')).to.deep.equal([]);
    expect(scripts.do('stop', 'nul')).to.deep.equal(['No script nul is running.']);
    expect(whyNoEntry('scripts', 'nul', 'a\0b')).to.include('control character');
    expect(whyNoEntry('scripts', 'two', 'cd ~\n\t./greet')).to.equal(undefined);
  });

  it('that does not read is stopped, with all that it has begun', async () => {
    const { scripts, tells } = run({ deaf: 'sleep 1000 & wait' });
    for (let each = 0; each < 300; each += 1)
      scripts.take('work', { link: 'event', event: message('x'.repeat(4_000)) });
    await tells(/^Script deaf does not read what it is told, and is stopped\.$/);
    expect(scripts.do('start', 'deaf')).to.deep.equal(['Script deaf is started.']);
    expect(scripts.do('start', 'deaf')).to.deep.equal(['Script deaf is running already.']);
    expect(scripts.do('stop', 'deaf')).to.deep.equal([]);
    await tells(/^Script deaf is stopped\.$/);
    expect(scripts.do('stop', 'deaf')).to.deep.equal(['No script deaf is running.']);
    expect(scripts.do('start', 'daef')[0]).to.match(/There is no script daef/);
  });
});
