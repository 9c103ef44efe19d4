/** The only bridge to React: it holds the models of all servers, and has React draw changes at a bounded rate. */
import { useSyncExternalStore } from 'react';
import type { Model, ModelEffect, ModelInput } from '../model/model.ts';
import { modelOf, reduceServers, type Served, type Servers, withServer } from '../model/servers.ts';

/** What others say may wait so many milliseconds for the next drawing; what the person does never waits. */
const FRAME_MS = 100;

/** The models of one run, and who is told of their changes. */
export interface ModelStore {
  /** The model of a server; without a name, of the one on the screen. */
  model: (server?: string) => Model;
  /** All servers, and which one is on the screen. */
  servers: () => Servers;
  /** Takes something in, performs what follows from it, and has it drawn. `server`: for which one, where not for the one on the screen. */
  take: (input: ModelInput, server?: string) => void;
  /** Shows a server, which is one of all from now on. */
  add: (served: Served) => void;
  subscribe: (told: () => void) => () => void;
  /** The model on the screen as it was at the last drawing. */
  drawn: () => Model;
}

/** Holds the models, performs what follows from each input, and tells the views of a new one not more often than they can draw. */
export function openStore(
  first: Servers,
  perform: (effect: ModelEffect, server: string) => void,
): ModelStore {
  let servers = first;
  let drawn = first;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  const listeners = new Set<() => void>();
  const draw = () => {
    clearTimeout(timer);
    timer = undefined;
    if (drawn === servers) return;
    drawn = servers;
    drawnAt = performance.now();
    for (const told of listeners) told();
  };
  return {
    model: (server) => modelOf(servers, server),
    servers: () => servers,
    drawn: () => modelOf(drawn),
    subscribe(told) {
      listeners.add(told);
      return () => listeners.delete(told);
    },
    take(input, server) {
      const update = reduceServers(servers, input, server);
      servers = update.servers;
      for (const { effect, server: whose } of update.effects) perform(effect, whose);
      if (input.in === 'key' || input.in === 'mouse' || input.in === 'resize') draw();
      else timer ??= setTimeout(draw, Math.max(0, FRAME_MS - (performance.now() - drawnAt)));
    },
    add(served) {
      servers = withServer(servers, served);
      draw();
    },
  };
}

/** What a part of the screen looks like: it is drawn anew only when that changes. */
export const useDrawn = (store: ModelStore, draw: (model: Model) => string): string =>
  useSyncExternalStore(store.subscribe, () => draw(store.drawn()));
