/** The servers that the client is on: each has a model of its own, one of them is shown, and the others go on behind it. */
import { unreachable } from '../../grammar/unreachable.ts';
import { isWaitingForNick } from './ghost.ts';
import type { Model, ModelEffect, ModelInput, Update } from './model.ts';
import { behind, inFront, onTheWay } from './places.ts';
import { isReadDue, toldLeaving } from './reading.ts';
import { reduce } from './reduce.ts';
import { seen } from './split.ts';
import type { Elsewhere } from './spot.ts';
import { isTypingShown } from './typing.ts';
import { leftoverOf, lostLines } from './unsent.ts';

/** One server, by what the configuration calls it. */
export interface Served {
  readonly name: string;
  readonly model: Model;
}

/** All of them in the order of the list, at least one; `shown` is the name of the one on the screen. */
export interface Servers {
  readonly all: readonly Served[];
  readonly shown: string;
}

/** What is to be done, and for which server. */
export interface ServerEffect {
  readonly server: string;
  readonly effect: ModelEffect;
}

interface ServersUpdate {
  servers: Servers;
  effects: ServerEffect[];
}

/** The model of a server; that of the one on the screen when there is none of that name. */
export const modelOf = ({ all, shown }: Servers, name: string = shown): Model =>
  (all.find((each) => each.name === name) ?? all.find((each) => each.name === shown) ?? all[0]!)
    .model;

/** The servers from one, which is shown. */
export function serversWith(first: Served, ...others: Served[]): Servers {
  const hidden = others.map(({ name, model }): Served => ({ name, model: behind(model) }));
  return aware({ all: [first, ...hidden], shown: first.name });
}

/** With one more server, which is shown. One that is there already is shown as it is. */
export function withServer(servers: Servers, served: Served): Servers {
  const isThere = servers.all.some(({ name }) => name === served.name);
  const all = isThere ? servers.all : [...servers.all, served];
  return shownNow({ ...servers, all }, served.name, atItsEnd);
}

/**
 * One thing comes in: for the server of that name, or, where none is named, for the one on the screen, or for all, as it is with
 * the size of the screen. Pure.
 */
export function reduceServers(servers: Servers, input: ModelInput, name?: string): ServersUpdate {
  if (name !== undefined) return reducedOne(servers, input, name);
  switch (input.in) {
    case 'resize':
    case 'focus':
    case 'spelled':
    case 'tick':
    case 'options':
      return servers.all.reduce<ServersUpdate>(
        ({ servers: before, effects }, each) => {
          const next = reducedOne(before, input, each.name);
          return { servers: next.servers, effects: [...effects, ...next.effects] };
        },
        { servers, effects: [] },
      );
    case 'key':
    case 'mouse':
    case 'link':
    case 'edited':
    case 'left':
    case 'told':
    case 'jump':
    case 'script':
      return reducedOne(servers, input, servers.shown);
    default:
      return unreachable(input);
  }
}

/** Something passes in one of them, so they have to be told the time. */
export const isPassing = ({ all }: Servers): boolean =>
  all.some(
    ({ model }) =>
      model.connection.is === 'connecting' ||
      isTypingShown(model) ||
      isWaitingForNick(model) ||
      isReadDue(model),
  );

/** None of them is tried any more. */
export const isAllOver = ({ all }: Servers): boolean =>
  all.every(({ model }) => model.connection.is === 'over');

/** What is lost when the person leaves now, of servers that they are not connected to. */
export const lostAtAll = ({ all }: Servers): string[] =>
  all.flatMap(({ name, model }) =>
    lostLines(model).map((line) => (all.length === 1 ? line : `${name}: ${line}`)),
  );

function reducedOne(servers: Servers, input: ModelInput, name: string): ServersUpdate {
  const index = servers.all.findIndex((each) => each.name === name);
  const served = servers.all[index];
  if (served === undefined) return { servers, effects: [] };
  const update = reduce(served.model, input);
  const target = update.effects.find((effect) => effect.do === 'go');
  const goes = servers.all.some((each) => each.name === target?.server);
  const { model, effects } = goes ? left(update) : update;
  const others = model.bell === served.model.bell ? servers.all : withBell(servers.all, model);
  const all = others.with(index, { name, model });
  const next = { ...servers, all };
  const done = effects.map((effect) => ({ server: name, effect }));
  if (target === undefined || !goes) return { servers: aware(next), effects: done };
  const { servers: there, effects: more } = wentTo(next, target, input.at);
  return { servers: there, effects: [...done, ...more] };
}

type Going = Extract<ModelEffect, { do: 'go' }>;

function wentTo(servers: Servers, { server, place, seq }: Going, at: number): ServersUpdate {
  if (place === undefined || seq === undefined)
    return {
      servers: shownNow(servers, server, (model) => atItsEnd(model, place)),
      effects: [],
    };
  const there = shownNow(servers, server, (model) => onTheWay(model, place));
  return reducedOne(there, { in: 'jump', place, seq, at }, server);
}

const atItsEnd = (model: Model, place = model.shown): Model => seen(inFront(model, place));

/** The bell of the terminal is one for all. */
const withBell = (all: readonly Served[], { bell }: Model): readonly Served[] =>
  all.map(({ name, model }) => ({ name, model: { ...model, bell } }));

/** Nothing is left to do for `go` when the server is there. */
function left({ model, effects }: Update): Update {
  const told = toldLeaving(model);
  const rest = effects.filter((effect) => effect.do !== 'go');
  return { model: told.model, effects: [...rest, ...told.effects] };
}

/** Shows a server, whose model is as `come` makes it. What belongs to the terminal, and not to a server, comes along. */
function shownNow(servers: Servers, name: string, come: (model: Model) => Model): Servers {
  const { shown } = servers;
  if (name === shown) return aware(servers);
  const from = modelOf(servers);
  const { hasMouse, panes, bell, kills, focus, size, pressedAt } = from;
  const along = { hasMouse, panes, bell, kills, focus, size, pressedAt };
  const all = servers.all.map((each): Served => {
    if (each.name === shown) return { name: shown, model: behind(from) };
    if (each.name !== name) return each;
    const there = come({ ...each.model, ...along });
    return { name, model: { ...there, cameFrom: { server: shown, place: from.shown } } };
  });
  return aware({ all, shown: name });
}

/** The model on the screen knows the places of the other servers. */
function aware(servers: Servers): Servers {
  const { all, shown } = servers;
  const index = all.findIndex(({ name }) => name === shown);
  const served = all[index];
  if (served === undefined || all.length === 1) return servers;
  const elsewhere = all.flatMap(({ name, model }, at): Elsewhere[] =>
    at === index ? [] : [elsewhereOf(name, model, at < index)],
  );
  if (isKnown(served.model.elsewhere, elsewhere)) return servers;
  return {
    ...servers,
    all: all.with(index, { name: shown, model: { ...served.model, elsewhere } }),
  };
}

/** A server as another one's model knows it. */
export const elsewhereOf = (server: string, model: Model, isAbove: boolean): Elsewhere => ({
  server,
  isAbove,
  isUp: model.connection.is === 'up',
  places: model.places,
  leftover: leftoverOf(model),
});

const isKnown = (before: readonly Elsewhere[], now: readonly Elsewhere[]): boolean =>
  before.length === now.length &&
  now.every((each, index) => {
    const known = before[index];
    return (
      known?.server === each.server &&
      known.isAbove === each.isAbove &&
      known.isUp === each.isUp &&
      known.places === each.places &&
      known.leftover.kept === each.leftover.kept &&
      known.leftover.lost === each.leftover.lost
    );
  });
