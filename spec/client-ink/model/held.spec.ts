/** How much of a very long log is held, and that it is held without gaps. */
import { expect } from 'chai';
import { at, type Entries } from '../../../client-ink/model/entry.ts';
import { askHistory, askNewer } from '../../../client-ink/model/history.ts';
import type { Model, Update } from '../../../client-ink/model/model.ts';
import { MAX_HELD_ENTRIES, type Place } from '../../../client-ink/model/place.ts';
import { shownPlace } from '../../../client-ink/model/place-list.ts';
import { reduce } from '../../../client-ink/model/reduce.ts';
import { ok, page, sitter } from '../sitter.ts';

const LENGTH = 110_000;

/** Ann, who reads somewhere above the end of #dev. */
function reader(): Model {
  const person = sitter();
  person.connects('ann');
  person.hears({ ev: 'room', room: '#dev', seq: LENGTH, count: 1, members: [], settings: {} });
  const { tag } = person.lastSent();
  person.hears(page(tag, LENGTH - 199, LENGTH, true), ok(tag));
  person.presses('pageup');
  return answered({ model: person.model, effects: person.effects });
}

/** The server answers what was asked. */
function answered({ model, effects }: Update): Model {
  let next = model;
  for (const effect of effects) {
    if (effect.do !== 'send' || effect.command.cmd !== 'history') continue;
    const { tag = '', before, after = 0, limit = 0 } = effect.command;
    const from = before === undefined ? after + 1 : Math.max(1, before - limit);
    const to = before === undefined ? Math.min(LENGTH, after + limit) : before - 1;
    const more = before === undefined ? to < LENGTH : from > 1;
    for (const event of [page(tag, from, to, more), ok(tag)]) {
      const heard = { in: 'link', link: { link: 'event', event }, at: next.now } as const;
      next = reduce(next, heard).model;
    }
  }
  return next;
}

function numbers(entries: Entries): number[] {
  const all = Array.from({ length: entries.length }, (_, index) => at(entries, index)!);
  return all.flatMap((entry) => (entry.kind === 'said' ? [entry.seq] : []));
}

function isDense({ entries, oldest, newest }: Place | NonNullable<Place['past']>): boolean {
  const all = numbers(entries);
  const asTold = all[0] === oldest && all.at(-1) === newest;
  return asTold && all.every((seq, index) => seq === oldest + index);
}

describe('a log of 110,000 messages', () => {
  it('is read to its beginning and back while no more is held than is of use', () => {
    let model = reader();
    const place = () => shownPlace(model);
    for (let steps = 0; (place().past ?? place()).oldest > 1; steps += 1) {
      expect(steps, 'pages').to.be.below(LENGTH / 200 + 10);
      model = answered(askHistory(model, model.shown));
    }
    expect(place().entries.length + (place().past?.entries.length ?? 0)).to.be.at.most(
      2 * MAX_HELD_ENTRIES,
    );
    expect(isDense(place()), 'the live end').to.equal(true);
    expect(isDense(place().past!), 'the past').to.equal(true);
    for (let steps = 0; place().past !== undefined; steps += 1) {
      expect(steps, 'pages').to.be.below(LENGTH / 200 + 10);
      model = answered(askNewer(model, model.shown));
      expect((place().past ?? place()).entries.length).to.be.at.most(2 * MAX_HELD_ENTRIES);
    }
    expect(isDense(place()), 'all in one').to.equal(true);
    expect(place().newest).to.equal(LENGTH);
  });
});
