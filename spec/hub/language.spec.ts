/** A language is a value: what a server reads, refuses and helps with is what it was given. */
import { expect } from 'chai';
import { commands } from '../../grammar/commands/index.ts';
import { Language } from '../../grammar/language.ts';
import { speaking } from '../../server/serve.ts';
import type { Party } from '../support/party.ts';
import { openServer } from '../support/server.ts';

describe('a server with a language of few commands', () => {
  let ann: Party;

  const refusalOf = async (line: string): Promise<string> => {
    ann.send(line);
    return (await ann.event('error')).code;
  };

  beforeEach(async () => {
    const { nick, say, help, format, ping } = commands;
    const server = await openServer(
      {},
      undefined,
      speaking(new Language([nick, say, help, format, ping])),
    );
    ann = await server.party('ann', 'json');
  });

  it('helps with these alone', async () => {
    ann.send('/help');
    const told = (await ann.event('help')).commands.map(({ usage }) => usage.split(' ')[0]);
    expect(told).to.deep.equal(['/nick', '/say', '/help', '/format', '/ping']);
    expect(await refusalOf('/help topic')).to.equal('no_such_topic');
  });

  it('takes no other, typed or as an object', async () => {
    expect(await refusalOf('/topic tea')).to.equal('unknown_command');
    expect(await refusalOf('{"cmd":"topic","text":"tea"}')).to.equal('unknown_command');
  });
});
