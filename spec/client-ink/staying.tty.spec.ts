/** People go on typing at the client while their server dies. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { startNetwork } from '../client/pipe/network.ts';
import { untilFiles } from '../support/files-change.ts';
import { newFolder } from '../support/folders.ts';
import type { Party } from '../support/party.ts';
import { Office, sizes } from './support/office.ts';
import { MortalStage, openStage } from './support/stage.ts';

/** Waits until a state file of this folder, which a client has opened, holds the words. */
function isWritten(folder: string, words: string): Promise<void> {
  const kept = join(folder, 'parlance');
  return untilFiles(kept, () =>
    readdirSync(kept).some((name) => readFileSync(join(kept, name)).includes(words)),
  );
}

/** Waits until somebody's session is over, for whoever has just joined a room of theirs. */
async function isGone(who: string, party: Party): Promise<void> {
  const isThere = party.events.reduce((was, event) => {
    if (event.ev === 'room') return event.members.some(({ nick }) => nick === who);
    return was && !(event.ev === 'quit' && event.nick === who);
  }, false);
  if (isThere) await party.until(new RegExp(`"ev":"quit","nick":"${who}"`));
}

describe('staying on', () => {
  let stage: MortalStage;
  beforeEach(async () => {
    stage = await MortalStage.open();
  });

  it('goes on typing while the server dies and another one takes its place, which hears it once', async () => {
    const ann = await stage.sit('ann', ['#dev', '#tea']);
    ann.type('half a sen');
    await ann.shows('ann> half a sen');
    await stage.crash();
    await ann.shows(/connecting|lost/);
    ann.type('tence');
    await ann.shows('ann> half a sentence');
    ann.press('enter');
    await ann.shows(/… .*half a sentence/, '1 sending');
    ann.type('and what foll');
    await stage.restart();
    await ann.shows(/\d\d:\d\d +<?ann>? half a sentence/, /online|lag/, 'ann> and what foll');
    await ann.hides('sending', /… .*half a sentence/);
    expect(ann.screen().match(/half a sentence/g)).to.have.length(1);
    const bob = await stage.party('bob', '#dev', '#tea');
    ann.type('ows');
    ann.press('enter');
    await bob.until(/"room":"#dev".*"from":"ann".*"text":"and what follows"/);
    bob.send('/msg #tea still in both');
    await ann.shows(/#tea +1/);
  });

  it('reads on leaving which line is lost, when the server is not there again', async () => {
    const ann = await stage.enter('ann', ['#dev']);
    await stage.crash();
    await ann.shows(/connecting|lost/);
    ann.type('/join #tea\r');
    await ann.shows('1 sending');
    ann.type('/quit\r');
    expect(await ann.exited).to.equal(0);
    expect(ann.screen()).to.include('Not answered by the server, and not kept: /join #tea');
  });
});

describe('staying on with a server that keeps everything', () => {
  let stage: MortalStage;
  beforeEach(async () => {
    stage = await MortalStage.open({ kept: true });
  });

  it('goes on in the same session when the server was killed: nobody sees more than a pause', async () => {
    const ann = await stage.sit('ann', ['#dev']);
    const bob = await stage.sit('bob', ['#dev'], { size: sizes.narrow });
    ann.type('shall we have tea?');
    ann.press('enter');
    for (const desk of [ann, bob]) await desk.shows(/\d\d:\d\d.* shall we have tea\?/);
    await stage.crash();
    await ann.shows(/connecting|lost/);
    await bob.shows(/connecting|lost/);
    ann.type('are you there?');
    ann.press('enter');
    await ann.shows(/… .*are you there/, '1 sending');
    bob.type('/react 1 +1');
    bob.press('enter');
    await bob.shows('1 sending');
    await stage.restart();
    for (const desk of [ann, bob]) {
      await desk.shows(/tea\?[\s│]+\+1/, /\d\d:\d\d.* are you there\?/, /lag|online/);
      await desk.hides('sending');
      expect(desk.screen().match(/are you there/g)).to.have.length(1);
      expect(desk.screen()).to.not.match(/quit|tea.*joined/s);
    }
    const carl = await stage.party('carl', '#dev');
    carl.send('/history #dev');
    const history = await carl.until(/"ev":"history".*/);
    expect(JSON.stringify(history).match(/are you there/g)).to.have.length(1);
  });

  it('goes back to its rooms with what was missed when its session was given up', async () => {
    const ann = await stage.enter('ann', ['#dev', '#tea']);
    ann.type('good night');
    ann.press('enter');
    await ann.shows(/\d\d:\d\d.* good night/);
    ann.signal('SIGSTOP');
    await stage.crash();
    await stage.restart('--grace', '1');
    const bob = await stage.party('bob', '#dev');
    await isGone('ann', bob);
    bob.send('/msg #dev where is she?');
    await bob.barrier();
    ann.signal('SIGCONT');
    await ann.shows('The session before is gone', /good night.*\n.*where is she\?/, '3 #tea');
    await bob.until(/"ev":"joined","room":"#dev","nick":"ann"/);
    expect(ann.screen().match(/good night|where is she/g)).to.have.length(2);
    bob.send('/msg #dev there she is');
    await ann.shows('there she is', 'ann>');
  });
});

describe('staying on with a server that lives', () => {
  it('comes back as it was left when the client itself was killed', async () => {
    const stage = await openStage();
    const env = { PARLANCE_NO_REMEMBER: '', XDG_STATE_HOME: newFolder() };
    const ann = await stage.enter('ann', ['#dev', '#tea'], { env });
    ann.type('before');
    ann.press('enter');
    await ann.shows(/\d\d:\d\d.* before/);
    ann.type('half a sen');
    await ann.shows('ann> half a sen');
    await isWritten(env.XDG_STATE_HOME, 'half a sen');
    ann.signal('SIGKILL');
    await ann.exited;
    const bob = await stage.party('bob', '#dev');
    bob.send('/msg #dev meanwhile');
    await bob.barrier();
    const again = await stage.enter('ann', [], { env });
    await again.shows(/ann before.*\n.*─ new ─.*\n.*bob meanwhile/, 'ann> half a sen', '3 #tea');
    expect(again.screen()).not.to.include('joined');
  });

  it('resumes over a bad network: nothing is missing and nothing is shown twice', async () => {
    const stage = await openStage();
    const network = await startNetwork(stage.port);
    const ann = await new Office(network.port).sit('ann', ['#dev']);
    const bob = await stage.party('bob', '#dev');
    const texts: string[] = [];
    for (const [round, how] of (['rst', 'fin', 'rst'] as const).entries()) {
      const cut = network.cutNext(round === 1 ? 'up' : 'down', how);
      ann.type(`mine ${round}.`);
      ann.press('enter');
      bob.send(`theirs ${round}.`);
      await cut;
      bob.send(`meanwhile ${round}.`);
      const round3 = [`mine ${round}.`, `theirs ${round}.`, `meanwhile ${round}.`];
      await ann.shows(...round3, /online|lag/);
      texts.push(...round3);
    }
    await ann.hides('sending');
    for (const text of texts) expect(ann.screen().split(text), text).to.have.length(2);
    expect(network.count()).to.equal(4);
  });
});

describe('staying on with a server that comes back and knows nothing', () => {
  it('says so, and shows as perhaps sent what the lost session leaves open: the person decides', async () => {
    const stage = await MortalStage.open();
    const network = await startNetwork(stage.port);
    const ann = await new Office(network.port).sit('ann', ['#dev']);
    ann.type('to be forgotten');
    ann.press('enter');
    await ann.shows(/\d\d:\d\d.* to be forgotten/);
    // The second half of the line is never sent: the server has not heard it, and the client can't know.
    const cut = network.cutNext('up', 'fin');
    ann.type('did it arrive?');
    ann.press('enter');
    await cut;
    await stage.crash();
    await stage.restart();
    await ann.shows('the server begins anew', '1 perhaps sent', /\? .*did it arrive\?/);
    const bob = await stage.party('bob', '#dev');
    bob.send('/msg #dev hello');
    await ann.shows(/to be forgotten.*\n.*hello/s);
    ann.press('alt-s');
    await ann.shows(/\d\d:\d\d +<?ann>? did it arrive\?/);
    await ann.hides('perhaps sent');
  });
});
