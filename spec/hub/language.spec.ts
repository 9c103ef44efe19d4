/** A language is a value: what a server reads, refuses and helps with is what it was given. */
import { expect } from 'chai';
import { optional, required } from '../../grammar/arguments/argument.ts';
import { password } from '../../grammar/arguments/password.ts';
import { text } from '../../grammar/arguments/text.ts';
import { command } from '../../grammar/commands/command.ts';
import { commands } from '../../grammar/commands/index.ts';
import { Language } from '../../grammar/language.ts';
import { nobody } from '../../server/hub/witness.ts';
import { speaking } from '../../server/surroundings.ts';
import type { Party } from '../support/party.ts';
import { openServer } from '../support/server.ts';

const someoneAt = async (language?: Language): Promise<Party> => {
  const server = await openServer({}, undefined, language && speaking(language));
  return server.party('ann', 'json');
};

async function refusalOf(ann: Party, line: string): Promise<string> {
  ann.send(line);
  return (await ann.event('error')).code;
}

async function messageTo(ann: Party, line: string): Promise<string> {
  ann.send(line);
  return (await ann.event('error')).message;
}

describe('a server with a language of few commands', () => {
  let ann: Party;

  beforeEach(async () => {
    const { nick, say, help, format, ping } = commands;
    ann = await someoneAt(new Language([nick, say, help, format, ping]));
  });

  it('helps with these alone', async () => {
    ann.send('/help');
    const told = (await ann.event('help')).commands.map(({ usage }) => usage.split(' ')[0]);
    expect(told).to.deep.equal(['/nick', '/say', '/help', '/format', '/ping']);
    expect(await refusalOf(ann, '/help topic')).to.equal('no_such_topic');
  });

  it('takes no other, typed or as an object', async () => {
    expect(await refusalOf(ann, '/topic tea')).to.equal('unknown_command');
    expect(await refusalOf(ann, '{"cmd":"topic","text":"tea"}')).to.equal('unknown_command');
  });
});

describe('a command that is added at run time', () => {
  const dance = command('dance', {
    arguments: [optional('text', text)],
    summary: 'dance',
    about: 'Dances.',
    examples: ['/dance', '/dance on the table'],
    ok: 'nothing',
    played: 'none',
  });
  const dancing = new Language([...new Language().commands.values(), dance]);

  it('is read, completed and explained by the language that has it', () => {
    expect(dancing.read('/dance slowly')).to.deep.equal({ cmd: 'dance', text: 'slowly' });
    expect(dancing.expectAt('/dan', 4).tokens.map(({ literal }) => literal)).to.include('/dance');
    expect(dancing.explain('/dnace')?.message).to.include('/dance');
    expect(dancing.print({ cmd: 'dance' } as never)).to.equal('/dance');
  });

  it('is known in one server, and not in another of the same process', async () => {
    const [there, here] = [await someoneAt(dancing), await someoneAt()];
    there.send('/help dance');
    expect((await there.event('help')).commands[0]?.usage).to.equal('/dance [TEXT]');
    expect(await messageTo(there, '/dnace')).to.include('/dance');
    expect(await messageTo(there, '{"cmd":"dance"}')).to.include('nothing here does it');
    expect(await messageTo(there, '/dance')).to.include('nothing here does it');
    expect(await refusalOf(here, '/help dance')).to.equal('no_such_topic');
    expect(await refusalOf(here, '/dance')).to.equal('unknown_command');
    expect(await messageTo(here, '/dnace')).not.to.include('dance,');
  });

  it('gives away no password that it takes', async () => {
    const vault = command('vault', {
      arguments: [required('word', password)],
      summary: 'open it',
      about: 'Opens it.',
      examples: ['/vault correct-horse-battery'],
      ok: 'nothing',
      played: 'none',
    });
    const language = new Language([...new Language().commands.values(), vault]);
    const heard: string[] = [];
    const decided = (input: object) => heard.push(JSON.stringify(input));
    const around = { ...speaking(language), witness: { ...nobody, decided } };
    const ann = await (await openServer({}, undefined, around)).party('ann', 'json');
    expect(await refusalOf(ann, '/vault correct-horse-battery')).to.equal('bad_command');
    expect(heard.join()).to.include('"vault"').and.not.to.include('correct-horse');
  });
});
