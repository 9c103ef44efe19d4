/** The part of the contract that is about what somebody has not read, and about who calls them. */
import { expect } from 'chai';
import type { LogKey } from '../../grammar/names.ts';
import type { MentionSearch, UnreadSearch } from '../../server/store/search.ts';
import type { Called, LogChange, Store } from '../../server/store/store.ts';
import { dev, message, secret, tea, texts, turn } from './records.ts';

const calling = (change: LogChange, ...calls: Called[]): LogChange => ({ ...change, calls });

/** Of ann, who is `guest:7`; all messages are by `guest:1`. */
export function countsUnread(opened: () => Store): void {
  describe('counts what is not read', () => {
    let store: Store;
    beforeEach(() => {
      store = opened();
    });
    const ann = 'guest:7';
    const unread = (logs: [LogKey, number][], some: Partial<UnreadSearch> = {}) =>
      store.unread({ of: ann, logs, besides: [], most: 999, ...some });
    const mentions = async (some: Partial<MentionSearch> = {}): Promise<string[]> => {
      const search = { of: ann, logs: [dev, tea], behind: [], besides: [], limit: 9, ...some };
      return (await store.mentions(search)).map(({ message }) => message.text);
    };

    it('behind a place, in each log, with those messages that call one', async () => {
      await store.append(
        turn(
          calling(
            texts(dev, 'one', 'ann: two', 'three', 'ann?'),
            { seq: 2, who: [ann, 'guest:8'] },
            { seq: 4, who: [ann] },
          ),
          texts(secret, 'psst'),
        ),
      );
      const all: [LogKey, number][] = [
        [dev, 0],
        [dev, 2],
        [secret, 0],
        [dev, 4],
        [tea, 0],
      ];
      expect(await unread(all)).to.deep.equal([
        { unread: 4, mentions: 2 },
        { unread: 2, mentions: 1 },
        { unread: 1, mentions: 0 },
        { unread: 0, mentions: 0 },
        { unread: 0, mentions: 0 },
      ]);
      expect(await unread([[dev, 0]], { of: 'guest:8' })).to.deep.equal([
        { unread: 4, mentions: 1 },
      ]);
    });

    it('up to a bound, and one more', async () => {
      const calls = [1, 2, 3, 4].map((seq) => ({ seq, who: [ann] }));
      await store.append(turn(calling(texts(dev, 'a', 'b', 'c', 'd'), ...calls)));
      expect(await unread([[dev, 0]], { most: 2 })).to.deep.equal([{ unread: 3, mentions: 3 }]);
      expect(await unread([[dev, 2]], { most: 2 })).to.deep.equal([{ unread: 2, mentions: 2 }]);
    });

    it('but no other events, nothing that was deleted, and nothing that certain authors have said', async () => {
      const { at } = message(dev, 3).event;
      const topic = { ev: 'topic', room: dev, seq: 3, at, from: 'bob', text: '' } as const;
      const [first, second] = [message(dev, 1, 'ann 1'), message(dev, 2, 'ann "deleted": 2')];
      const records = [
        { ...first, author: 'guest:2' },
        second,
        { event: topic, author: 'guest:1' },
      ];
      const calls = [1, 2].map((seq) => ({ seq, who: [ann] }));
      await store.append(turn({ log: dev, after: 0, records, calls }));
      expect(await unread([[dev, 0]])).to.deep.equal([{ unread: 2, mentions: 2 }]);
      const besides = ['guest:2', ann];
      expect(await unread([[dev, 0]], { besides })).to.deep.equal([{ unread: 1, mentions: 1 }]);
      expect(await mentions({ besides })).to.deep.equal(['ann "deleted": 2']);
      const deleted = { ...second.event, text: '', deleted: 4 };
      const gone = { ev: 'delete', room: dev, seq: 4, at, from: 'ann' } as const;
      await store.append(
        turn({
          log: dev,
          after: 3,
          records: [{ event: { ...gone, of: 2, of_from: 'ann' }, author: 'guest:1' }],
          amended: [deleted],
          calls: [{ seq: 2, who: [] }],
        }),
      );
      expect(await unread([[dev, 0]])).to.deep.equal([{ unread: 1, mentions: 1 }]);
      expect(await mentions()).to.deep.equal(['ann 1']);
    });

    it('and finds who calls one, the newest first, in certain logs and behind certain places, page by page', async () => {
      const all = (...seqs: number[]) => seqs.map((seq) => ({ seq, who: [ann] }));
      await store.append(turn(calling(texts(dev, 'd1', 'd2', 'd3'), ...all(1, 2, 3))));
      await store.append(turn(calling(texts(tea, 't1', 't2'), ...all(2))));
      await store.append(turn(calling({ log: dev, after: 3, records: [message(dev, 4, 'd4')] })));
      expect(await mentions()).to.deep.equal(['t2', 'd3', 'd2', 'd1']);
      expect(await mentions({ logs: [dev] })).to.deep.equal(['d3', 'd2', 'd1']);
      expect(await mentions({ behind: [[dev, 2]] })).to.deep.equal(['t2', 'd3']);
      expect(await mentions({ behind: [[dev, 4]] })).to.deep.equal(['t2']);
      expect(await mentions({ of: 'guest:8' })).to.deep.equal([]);
      const search = { of: ann, logs: [dev, tea], behind: [], besides: [] };
      const page = await store.mentions({ ...search, limit: 2 });
      expect(page.map(({ message: { text } }) => text)).to.deep.equal(['t2', 'd3']);
      const next = page.at(-1)?.cursor ?? '';
      expect(await mentions({ next })).to.deep.equal(['d2', 'd1']);
    });

    it('and knows nothing of a log that is forgotten, nor of an account that is gone', async () => {
      const calls = [{ seq: 1, who: [ann, 'guest:8'] }];
      await store.append(
        turn(calling(texts(dev, 'd1'), ...calls), calling(texts(tea, 't1'), ...calls)),
      );
      await store.append({ ...turn(), forgotten: [tea] });
      expect(await mentions()).to.deep.equal(['d1']);
      await store.append({ ...turn(), accounts: [{ identity: ann, state: undefined }] });
      expect(await mentions()).to.deep.equal([]);
      expect(await mentions({ of: 'guest:8' })).to.deep.equal(['d1']);
      expect(await unread([[dev, 0]])).to.deep.equal([{ unread: 1, mentions: 0 }]);
    });
  });
}
