/**
 * Every conversation in `transcripts/` goes as it is written there, over TCP; some of them over every other transport, too,
 * and all with `PARLANCE_SPEC_OVER=all`. The rules are in `support/transcript.ts`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { type FaultCode, faultCodes } from '../grammar/faults.ts';
import { type Conversation, play, readTranscript } from './support/transcript.ts';
import { type TransportName, transports } from './support/transports.ts';
import { unknownFields } from './support/vocabulary.ts';

const folder = new URL('transcripts/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

/** They show all that a transport does: first bytes, half lines, talk, ends of every kind, sessions that go on. */
const telling = ['greeting.txt', 'goodbye.txt'];
const others: TransportName[] = ['tls', 'unix', 'webSocket'];
const isLong = process.env.PARLANCE_SPEC_OVER === 'all';

for (const file of files) {
  describe(`a conversation about ${file.replace('.txt', '').replaceAll('-', ' ')}`, () => {
    const source = readFileSync(new URL(file, folder), 'utf8');
    const conversations = readTranscript(source, `spec/transcripts/${file}`);
    for (const conversation of conversations) {
      it(conversation.title, () => play(conversation));
    }

    for (const name of isLong || telling.includes(file) ? others : []) {
      for (const conversation of conversations.filter((each) => suits(name, each))) {
        it(`over ${name}: ${conversation.title}`, () => play(conversation, transports[name]()));
      }
    }

    it('expects no field that its event does not have', () =>
      expect(unknownFields(source)).to.deep.equal([]));
  });
}

/**
 * A frame holds whole lines, and nothing is answered behind a close; who comes by a file has no address, and can't break off; and who is turned
 * away before a handshake can't be told why.
 */
function suits(name: TransportName, { steps, options }: Conversation): boolean {
  const isHalfLine = ({ does, text }: { does: string; text: string }) =>
    does === '~' && !/\\n"$/.test(text);
  switch (name) {
    case 'unix':
      return !steps.some(({ does, text }) => does === '!' || text.includes('127.0.0'));
    case 'webSocket':
      return (
        !('maxConnections' in options) &&
        !steps.some((step) => step.does === '-' || isHalfLine(step))
      );
    default:
      return !('maxConnections' in options);
  }
}

/** Played elsewhere: what needs very many of something, bytes that are no text, a disk that fails, an order of the shell, a script, or TLS. */
const elsewhere = new Set<FaultCode>([
  ...(['too_many_tokens', 'too_many_accounts', 'too_many_sessions', 'too_many_rooms'] as const),
  ...(['server_full', 'too_many_made', 'too_many_hit', 'too_many_measures'] as const),
  ...(['too_many_reports', 'too_many_names', 'too_many_ignored', 'too_many_roles'] as const),
  ...(['bad_line', 'too_long', 'being_forgotten', 'store_unavailable'] as const),
  ...(['too_many_codes', 'no_such_account', 'bad_configuration', 'readable'] as const),
  ...(['wrong_certificate', 'too_many_certificates', 'account_needed'] as const),
]);
/** No typed line has them. */
const ofObjects = new Set<FaultCode>(['bad_json', 'empty_text', 'bad_emoji']);

describe('every refusal', () => {
  const all = files.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
  const codes = (told: RegExp): (string | undefined)[] => [...all.matchAll(told)].map(([, c]) => c);
  const played = faultCodes.filter((code) => !elsewhere.has(code));

  it('is heard on nc', () => {
    const heard = new Set(codes(/^\w+< ! (\w+)/gm));
    expect(played.filter((code) => !ofObjects.has(code) && !heard.has(code))).to.deep.equal([]);
  });

  it('is heard by a program', () => {
    const heard = new Set(codes(/^\w+< \{"ev":"error".*"code":"(\w+)"/gm));
    expect(played.filter((code) => !heard.has(code))).to.deep.equal([]);
  });
});
