/** The only bridge to React: it holds the model, and has React draw changes at a bounded rate. */
import { useSyncExternalStore } from 'react';
import type { Model, ModelEffect, ModelInput } from './model/model.ts';
import { reduce } from './model/reduce.ts';

/** What others say may wait so many milliseconds for the next drawing; what the person does never waits. */
const FRAME_MS = 100;

/** The model of one run, and who is told of its changes. */
export interface ModelStore {
  model: () => Model;
  /** Takes something in, performs what follows from it, and has it drawn. */
  take: (input: ModelInput) => void;
  subscribe: (told: () => void) => () => void;
  /** The model as it was at the last drawing. */
  drawn: () => Model;
}

/** Holds the model, performs what follows from each input, and tells the views of a new model not more often than they can draw. */
export function openStore(first: Model, perform: (effect: ModelEffect) => void): ModelStore {
  let model = first;
  let drawn = first;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  const listeners = new Set<() => void>();
  const draw = () => {
    clearTimeout(timer);
    timer = undefined;
    if (drawn === model) return;
    drawn = model;
    drawnAt = performance.now();
    for (const told of listeners) told();
  };
  return {
    model: () => model,
    drawn: () => drawn,
    subscribe(told) {
      listeners.add(told);
      return () => listeners.delete(told);
    },
    take(input) {
      const update = reduce(model, input);
      model = update.model;
      for (const effect of update.effects) perform(effect);
      if (input.in === 'key' || input.in === 'mouse' || input.in === 'resize') draw();
      else timer ??= setTimeout(draw, Math.max(0, FRAME_MS - (performance.now() - drawnAt)));
    },
  };
}

/** What a part of the screen looks like: it is drawn anew only when that changes. */
export const useDrawn = (store: ModelStore, draw: (model: Model) => string): string =>
  useSyncExternalStore(store.subscribe, () => draw(store.drawn()));
