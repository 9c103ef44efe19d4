/** What a server has recorded is played again, and comes to the same. */
import { expect } from 'chai';
import type { Witness } from '../../server/hub/witness.ts';
import type { Effect } from '../../server/rooms/effects.ts';
import { recorder } from '../../server/watch/recording.ts';
import { open } from '../store/directories.ts';
import { newDirectory } from '../support/folders.ts';
import { openServer } from '../support/server.ts';
import { TroubledStore } from '../support/troubled-store.ts';
import { playSeed } from './play.ts';
import { playRecording } from './recorded.ts';

/** What ana and bob say, before their server ends and after it has started again. */
async function conversation(texts: boolean): Promise<{ text: string; came: Effect[] }> {
  const lines: string[] = [];
  const came: Effect[] = [];
  const recording = recorder((line) => lines.push(line), texts);
  const witness: Witness = {
    ...recording,
    decided(input, effects) {
      recording.decided(input, effects);
      came.push(...structuredClone(effects ?? []));
    },
  };
  const directory = newDirectory();
  const server = await openServer({}, await open(directory), { witness });
  const ana = await server.party('ana', 'json');
  const bob = await server.party('bob');
  const { token } = ana;
  const say = async (who: typeof ana, ...said: string[]) => {
    for (const line of said) who.send(line);
    await who.barrier();
  };
  await say(ana, '/join@a1 #tea', '/say@a2 a secret of ours', '/topic@a3 #tea Leaves');
  await say(bob, '/join #tea', 'greetings ana', '/msg ana psst', '/away lunch', '/nosuch thing');
  await say(
    ana,
    '/edit@a4 #tea 1 no secret',
    '/delete@a5 #tea 1',
    '/search greetings',
    '/react ^ +1',
  );
  await say(bob, '/help my pass is hunter2', '/help join', '/rooms hunter2', '/rooms');
  await say(ana, '/react ^ hunter2', '/unreact ^ hunter2');
  await ana.reset();
  const back = await server.connect('ana');
  await back.greet('json');
  await say(back, `/resume ${token} #tea=2`, '/say@a6 back', '/history #tea');
  await server.close();
  // Between the two there is no goodbye in the recording: a server that is killed leaves it so.
  lines.push(lines.at(-1)?.slice(0, 20) ?? '');
  const second = await openServer({}, await open(directory), { witness });
  const again = await second.connect('ana');
  await again.greet('json');
  await say(again, `/resume ${token} #tea=0`, '/say@a6 back', '/edit #tea ^ at home', '/part #tea');
  // What is secret is disguised with the texts, too, so it is not told again as it was.
  if (!texts)
    await say(
      again,
      '/join #own',
      '/set key kettle',
      '/set welcome hunter2',
      '/part',
      '/join #own key=kettle',
      '/ban 127.0.0.0/16 for=1h',
      '/mute 203.0.113.7',
      '/unmute 203.0.113.7',
      '/ban 300.1.2.3',
    );
  await second.close();
  return { text: lines.join('\n'), came };
}

describe('a recording', () => {
  it('is played to the same, with two people, a resume and a server that was killed', async () => {
    const { text, came } = await conversation(true);
    const { problems, starts, performed } = await playRecording(text);
    expect(problems).to.deep.equal([]);
    expect(starts).to.equal(2);
    const told = (effects: readonly Effect[]) =>
      effects
        .filter((effect) => effect.do === 'record' || effect.do === 'tell')
        // The hash of a token that is renewed is another one in the recording.
        .map((effect) => JSON.stringify(effect, (name, value) => (name === 'session' ? '' : value)))
        .sort();
    expect(told(performed)).to.have.length.greaterThan(40);
    expect(told(performed)).to.deep.equal(told(came));
  });

  it('holds no word that was said, no token and no address, and is played all the same', async () => {
    const { text } = await conversation(false);
    expect(text).not.to.include('kettle');
    expect(text).to.include('#tea').and.include('"ana"');
    // What stands in the place of a word has the letters a to p, so by chance it is none of these.
    for (const word of [
      'secret',
      'greetings',
      'psst',
      'lunch',
      'thing',
      '127.0.0.',
      '203.0.113',
      '300.1.2',
      'Leaves',
      'hunter2',
    ]) {
      expect(text.replaceAll('"secret":', ''), word).not.to.include(word);
    }
    const { problems, inputs } = await playRecording(text);
    expect(problems).to.deep.equal([]);
    expect(inputs).to.be.greaterThan(30);
  });

  it('of a disk that failed is played with what was undone', async () => {
    const lines: string[] = [];
    const log = new TroubledStore();
    const witness = recorder((line) => lines.push(line), false);
    const server = await openServer({}, log, { witness });
    const ana = await server.party('ana');
    ana.send('/join #tea');
    await ana.rest();
    await log.inVain(() => ana.send('/topic #tea Leaves'));
    ana.send('/say while it waits');
    log.resume();
    expect(await ana.rest()).to.have.length(2);
    log.recover();
    ana.send('/say again');
    await ana.barrier();
    await server.close();
    const { problems } = await playRecording(lines.join('\n'));
    expect(lines).to.include('{"turn":"undone"}');
    expect(problems).to.deep.equal([]);
  });

  it('of a simulated life is played to the same, whatever happened to servers and their disks', async () => {
    for (const seed of [1, 2]) {
      const lines: string[] = [];
      await playSeed(seed, 20, { witness: recorder((line) => lines.push(line), seed % 2 === 0) });
      const { problems, starts } = await playRecording(lines.join('\n'));
      expect(problems, `seed ${seed}`).to.deep.equal([]);
      expect(starts).to.be.at.least(10);
    }
  });

  it('tells where what is decided now differs from what was', async () => {
    const { text } = await conversation(false);
    const { problems } = await playRecording(text.replace('"cmd":"join"', '"cmd":"part"'));
    expect(problems[0]).to.match(/^line \d+: \w+ comes to .*, and came to /);
  });
});
