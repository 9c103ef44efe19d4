/** Whom the bell is rung for: by what they have chosen, for as long as they have chosen it. */
import { expect } from 'chai';
import type { Command } from '../../../grammar/ast.ts';
import { Crowd } from '../crowd.ts';

describe('somebody whose bell is on', () => {
  let crowd: Crowd;
  let [ann, bob]: number[] = [];
  beforeEach(() => {
    crowd = new Crowd();
    [ann = 0, bob = 0] = ['ann', 'bob'].map((nick) => {
      const session = crowd.come(nick);
      crowd.command(session, { cmd: 'join', rooms: ['#tea', '#dev'] });
      return session;
    });
    crowd.command(ann, { cmd: 'bell', state: 'on' });
  });
  const rung = (command: Command): number =>
    crowd.command(bob ?? 0, command).filter((effect) => effect.do === 'ring').length;
  const heard = (): number[] => [
    rung({ cmd: 'say', text: 'ann!' }),
    rung({ cmd: 'say', text: 'hello' }),
    rung({ cmd: 'msg', to: '#tea', text: 'ann!' }),
    rung({ cmd: 'msg', to: 'ann', text: 'psst' }),
  ];
  const choose = (choice: Omit<Command & { cmd: 'notify' }, 'cmd'>) =>
    crowd.command(ann ?? 0, { cmd: 'notify', ...choice });

  it('hears it when they are called, and in private, at first', () => {
    expect(heard()).to.deep.equal([1, 0, 1, 1]);
  });

  it('hears it for all that is said in a room, or for nothing there, as they choose', () => {
    choose({ room: '#dev', level: 'all' });
    expect(heard()).to.deep.equal([1, 1, 1, 1]);
    choose({ room: '#dev', level: 'none' });
    expect(heard()).to.deep.equal([0, 0, 1, 1]);
  });

  it('hears it nowhere until a time, but in a room with a choice of its own, and then as before', () => {
    choose({ level: 'all' });
    choose({ room: '#tea', level: 'mentions' });
    choose({ level: 'none', until: '1h' });
    expect(heard()).to.deep.equal([0, 0, 1, 0]);
    choose({ level: 'none', until: '2h' });
    crowd.now += 3_600_000;
    expect(heard()).to.deep.equal([0, 0, 1, 0]);
    crowd.now += 3_600_000;
    expect(heard()).to.deep.equal([1, 1, 1, 1]);
  });

  it('has no choice of a room any more when they have left it', () => {
    choose({ room: '#dev', level: 'none' });
    crowd.command(ann ?? 0, { cmd: 'part', rooms: ['#dev'] });
    crowd.command(ann ?? 0, { cmd: 'join', rooms: ['#dev'] });
    expect(heard()).to.deep.equal([1, 0, 1, 1]);
  });
});
