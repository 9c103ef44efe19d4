/** Every conversation in `transcripts/` goes as it is written there, over TCP. The rules are in `support/transcript.ts`. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { play, readTranscript } from './support/transcript.ts';
import { unknownFields } from './support/vocabulary.ts';

const folder = new URL('transcripts/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

for (const file of files) {
  describe(`a conversation about ${file.replace('.txt', '').replaceAll('-', ' ')}`, () => {
    const source = readFileSync(new URL(file, folder), 'utf8');
    for (const conversation of readTranscript(source, `spec/transcripts/${file}`)) {
      it(conversation.title, () => play(conversation));
    }

    it('expects no field that its event does not have', () =>
      expect(unknownFields(source)).to.deep.equal([]));
  });
}
