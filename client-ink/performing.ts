/** Performs what the model decides: by the links, the terminal, and programs of the person. */
import { unreachable } from '../grammar/unreachable.ts';
import type { Options } from './config/options.ts';
import type { ModelEffect } from './model/model.ts';
import { editBy, editorOf } from './programs/external-editor.ts';
import type { Scripts } from './programs/scripts.ts';
import type { Speller } from './programs/speller.ts';
import type { Servings } from './servers/servings.ts';
import { lentTo, stop } from './terminal/lending.ts';
import { clipboard, openBy, runFor, sequenceOf } from './terminal/telling.ts';
import type { Terminal } from './terminal/terminal.ts';
import type { ModelStore } from './view/use-model.ts';

type EffectOf<K extends ModelEffect['do']> = Extract<ModelEffect, { do: K }>;

/** By what it is performed. */
export interface PerformingPorts {
  readonly store: ModelStore;
  readonly servings: Servings;
  readonly scripts: Scripts;
  readonly terminal: Terminal;
  readonly speller: Speller;
  now(): number;
  options(): Options;
  /** Sets an option: everything goes by it from now on. */
  set(effect: EffectOf<'set'>, server: string): void;
  /** Something is to be told to the person about a server, in a place of it. */
  tell(sentence: string, server?: string, place?: number): void;
  leave(): void;
  /** The run is about to end, or has ended. */
  isLeaving(): boolean;
  /** Draws nothing meanwhile, and all anew then. */
  lend(meanwhile: () => Promise<void>): Promise<unknown>;
}

/** Performs one effect for a server. */
export function perform(ports: PerformingPorts, effect: ModelEffect, server: string): void {
  const { servings, scripts, terminal, speller, lend } = ports;
  const options = ports.options();
  switch (effect.do) {
    case 'send':
      servings.get(server)?.link()?.send(effect.command);
      break;
    case 'set':
      ports.set(effect, server);
      break;
    case 'script':
      for (const sentence of scripts.do(effect.deed, effect.script))
        ports.tell(sentence, server, effect.place);
      break;
    case 'go':
      void lend(() => goTo(ports, effect.server));
      break;
    case 'call':
      for (const telling of options.tell) terminal.say(sequenceOf(telling, effect));
      if (options['tell-command'] !== undefined) runFor(options['tell-command'], effect);
      break;
    case 'open':
      if (options['open-command'] !== undefined) openBy(options['open-command'], effect.url);
      break;
    case 'copy':
      terminal.say(clipboard(effect.text));
      break;
    case 'spell':
      speller.ask(effect.words);
      break;
    case 'redraw':
      void lend(async () => {});
      break;
    case 'edit':
      void lend(() => lendToEditor(ports, effect, server));
      break;
    case 'suspend':
      void lend(() => stop(terminal));
      break;
    case 'quit':
      ports.leave();
      break;
    default:
      unreachable(effect);
  }
}

/** Goes to a server of the configuration that the client is not on yet; it may ask for a password. */
async function goTo(ports: PerformingPorts, server: string): Promise<void> {
  const { servings, store, terminal, leave, isLeaving } = ports;
  const way = await servings.wayTo(server, (find) => lentTo(terminal, leave, find));
  if (way === undefined || isLeaving()) return;
  store.add(servings.prepare(way));
  servings.begin(way);
}

/** The person's own editor has the terminal. */
async function lendToEditor(
  { store, terminal, leave, now, tell }: PerformingPorts,
  { place, text }: EffectOf<'edit'>,
  server: string,
): Promise<void> {
  const edited = await lentTo(terminal, leave, () => editBy(editorOf(process.env), text));
  if ('text' in edited) store.take({ in: 'edited', place, text: edited.text, at: now() }, server);
  else tell(edited.why, server);
}
