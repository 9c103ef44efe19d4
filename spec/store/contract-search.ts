/** The part of the contract that is about search. */
import { expect } from 'chai';
import * as v from 'valibot';
import { cursor } from '../../grammar/arguments/cursor.ts';
import type { LogKey } from '../../grammar/names.ts';
import type { Search } from '../../server/store/search.ts';
import type { LogRecord, Store } from '../../server/store/store.ts';
import { dev, entry, message, search, secret, tea, texts, time, turn } from './records.ts';

export function finds(opened: () => Store): void {
  describe('finds', () => {
    let store: Store;
    beforeEach(() => {
      store = opened();
    });
    const found = async (words: string, some: Partial<Search> = {}): Promise<string[]> =>
      (await store.search(search(words, some))).map(({ message }) => message.text);

    it('whole words, whatever their case and accents, the newest first', async () => {
      await store.append(
        turn(
          texts(dev, 'The tea is ready', 'a TEAPOT', 'Thé? No, téa!', 'coffee'),
          texts(tea, 'tea.'),
        ),
      );
      expect(await found('tea')).to.deep.equal(['Thé? No, téa!', 'tea.', 'The tea is ready']);
      expect(await found('TÉA')).to.have.length(3);
    });

    it('only what has all the words', async () => {
      await store.append(turn(texts(dev, 'red green', 'green blue', 'blue red green')));
      expect(await found('green red')).to.deep.equal(['blue red green', 'red green']);
      expect(await found('green red yellow')).to.deep.equal([]);
    });

    it('a phrase in quotes', async () => {
      await store.append(turn(texts(dev, 'do it now', 'now do it', 'do not do it', 'it: do')));
      expect(await found('"DO IT" now')).to.deep.equal(['now do it', 'do it now']);
      expect(await found('"do it')).to.have.length(3);
      expect(await found('do-it')).to.have.length(3);
    });

    it('words that go on, where a star allows it', async () => {
      await store.append(
        turn(texts(dev, 'ship', 'shipping it', 'the ship it was', 'relationship')),
      );
      expect(await found('ship*')).to.deep.equal(['the ship it was', 'shipping it', 'ship']);
      expect(await found('"the shi"*')).to.deep.equal(['the ship it was']);
      expect(await found('"ship i"*')).to.deep.equal(['the ship it was']);
    });

    it('words of every script', async () => {
      await store.append(
        turn(texts(dev, 'Привет, мир', 'Straße 7', 'हिन्दी में', 'ΣΊΣΥΦΟΣ', 'ＡＢＣ')),
      );
      for (const word of ['мир', 'STRASSE', 'हिन्दी', 'σισυφος', 'abc', 'прив*', '7']) {
        expect(await found(word), word).to.have.length(1);
      }
      expect(await found('ह')).to.deep.equal([]);
    });

    it('words of scripts that put no blanks between them, and words without their vowel marks', async () => {
      await store.append(
        turn(texts(dev, '今日は成語しりとりをした', '東京都庁', 'قال مُحَمَّدٌ', '커피를')),
      );
      for (const word of ['しりとり', '成語', '東京都', '京*', 'محمد', '커피']) {
        expect(await found(word), word).to.have.length(1);
      }
      expect(await found('京東')).to.deep.equal([]);
    });

    it('nothing for what has no words in it, and takes operators for words', async () => {
      await store.append(turn(texts(dev, 'a b', 'a OR b', 'x NEAR y')));
      for (const typed of ['', '  ', '"', '*', '!?', '""*']) {
        expect(await found(typed), typed).to.deep.equal([]);
      }
      expect(await found('a OR b')).to.deep.equal(['a OR b']);
      expect(await found('NEAR(x y)')).to.deep.equal([]);
      expect(await found('{x} : ^y')).to.deep.equal(['x NEAR y']);
    });

    it('the newest first over all logs, also in one turn', async () => {
      const said = (log: LogKey, seq: number, second: number) =>
        message(log, seq, `tea ${second}`, { at: time(second) });
      await store.append(
        turn(
          { log: dev, after: 0, records: [said(dev, 1, 1), said(dev, 2, 4)] },
          { log: tea, after: 0, records: [said(tea, 1, 2), said(tea, 2, 3)] },
        ),
      );
      expect(await found('tea')).to.deep.equal(['tea 4', 'tea 3', 'tea 2', 'tea 1']);
      expect(await found('tea', { since: time(2), until: time(4) })).to.deep.equal([
        'tea 3',
        'tea 2',
      ]);
    });

    it('only in the logs that it is told', async () => {
      await store.append(turn(texts(dev, 'tea 1'), texts(tea, 'tea 2'), texts(secret, 'tea 3')));
      expect(await found('tea', { logs: [dev, secret] })).to.have.members(['tea 1', 'tea 3']);
      expect(await found('tea', { logs: ['#nowhere' as LogKey, tea] })).to.deep.equal(['tea 2']);
      expect(await found('tea', { logs: [] })).to.deep.equal([]);
    });

    it('of a log that is hidden up to a place, only what stands behind it, page after page', async () => {
      await store.append(turn(entry(dev, 0, 6), entry(tea, 0, 3)));
      await store.append(turn(entry(dev, 6, 8)));
      const behind = [[dev, 4]] as const;
      const all = await store.search(search('number', { behind, limit: 3 }));
      const next = all.at(-1)?.cursor as string;
      const rest = await store.search(search('number', { behind, next }));
      const places = [...all, ...rest].map(({ message: { seq, ...where } }) =>
        'room' in where ? `${where.room}${seq}` : '',
      );
      expect(places).to.have.members([
        ...[5, 6, 7, 8].map((n) => `#dev${n}`),
        '#tea1',
        '#tea2',
        '#tea3',
      ]);
      expect(await found('number', { logs: [dev], behind: [[dev, 8]] })).to.deep.equal([]);
      expect(await found('number', { logs: [tea], behind: [[dev, 8]] })).to.have.length(3);
    });

    it('only what was said under a nick, whatever its case', async () => {
      const said = (seq: number, from: string) => message(dev, seq, `tea ${seq}`, { from });
      const records = [said(1, 'ann'), said(2, 'Zoë[^_^]'), said(3, 'ann'), said(4, 'zoë')];
      await store.append(turn({ log: dev, after: 0, records }));
      expect(await found('tea', { from: 'ANN' })).to.deep.equal(['tea 3', 'tea 1']);
      expect(await found('tea', { from: 'zOË[^_^]' })).to.deep.equal(['tea 2']);
      expect(await found('tea', { from: 'an' })).to.deep.equal([]);
      expect(await found('ann')).to.deep.equal([]);
    });

    it('nothing of what some authors said, page after page', async () => {
      const records = [1, 2, 3, 4].map((seq) => ({
        ...message(dev, seq, `tea ${seq}`),
        author: `guest:${seq}`,
      }));
      await store.append(turn({ log: dev, after: 0, records }));
      const besides = ['guest:2', 'guest:4', 'guest:9'];
      const [first] = await store.search(search('tea', { besides, limit: 1 }));
      expect(first?.message.text).to.equal('tea 3');
      expect(await found('tea', { besides, next: first!.cursor })).to.deep.equal(['tea 1']);
    });

    it('only what was said in a time', async () => {
      await store.append(turn(entry(dev, 0, 6)));
      const between = { since: time(2), until: time(5) };
      expect(await found('number', between)).to.deep.equal(['number 4', 'number 3', 'number 2']);
      expect(await found('number', { since: time(6) })).to.deep.equal(['number 6']);
      expect(await found('number', { until: time(2) })).to.deep.equal(['number 1']);
      expect(await found('number', { since: time(7) })).to.deep.equal([]);
      expect(await found('number', { since: time(5), until: time(2) })).to.deep.equal([]);
    });

    it('no more than it is asked for', async () => {
      await store.append(turn(entry(dev, 0, 6)));
      expect(await found('number', { limit: 2 })).to.deep.equal(['number 6', 'number 5']);
    });

    it('each once, page after page, though all were said at one time and more is said meanwhile', async () => {
      const said = (log: LogKey, after: number, to: number) => ({
        log,
        after,
        records: Array.from({ length: to - after }, (_, n) =>
          message(log, after + 1 + n, `tea ${log} ${after + 1 + n}`, { at: time(1) }),
        ),
      });
      await store.append(turn(said(dev, 0, 150), said(tea, 0, 150)));
      const first = await store.search(search('tea', { limit: 70 }));
      const seen = first.map(({ message }) => message.text);
      let next = first.at(-1)?.cursor;
      expect(v.is(cursor.schema, next)).to.equal(true);
      await store.append(turn(said(dev, 150, 160)));
      while (next !== undefined) {
        const page = await store.search(search('tea', { limit: 70, next, until: time(2) }));
        seen.push(...page.map(({ message }) => message.text));
        next = page.at(-1)?.cursor;
      }
      expect(seen).to.have.length(300);
      expect(new Set(seen).size).to.equal(300);
    });

    it('a text as it reads now, and none that was deleted', async () => {
      await store.append(turn(entry(dev, 0, 3)));
      expect(await found('number')).to.have.length(3);
      const edited = message(dev, 1, 'another').event;
      const deleted = { ...message(dev, 2, '').event, deleted: 5 };
      await store.append(turn({ ...entry(dev, 3, 4), amended: [edited, deleted] }));
      expect(await found('number')).to.deep.equal(['number 4', 'number 3']);
      expect(await found('another')).to.deep.equal(['another']);
    });

    it('messages only', async () => {
      const { at, from } = message(dev, 1).event;
      const topic = { ev: 'topic', room: dev, seq: 1, at, from, text: 'tea' } as const;
      const edit = { ev: 'edit', room: dev, seq: 2, at, from, of: 1, of_from: from } as const;
      const records: LogRecord[] = [
        { event: topic, author: 'a' },
        { event: { ...edit, text: 'tea' }, author: 'a' },
      ];
      await store.append(turn({ log: dev, after: 0, records }));
      expect(await found('tea')).to.deep.equal([]);
    });
  });
}
