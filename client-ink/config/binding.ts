/** Binds keys to actions as the configuration says, `key = "action"`, and tells in words what is wrong there. */
import { nearest } from '../../grammar/reading/nearest.ts';
import { type Action, actionNames } from '../keyboard/actions.ts';
import { keyNames } from '../keyboard/keyboard.ts';
import { defaultKeymap, type Keymap } from '../keyboard/keys.ts';

interface Bound {
  keymap: Keymap;
  /** What is wrong in the configuration, by the key as it is written there. */
  mistakes: { key: string; sentence: string }[];
}

/** The action `none` takes a key away. */
export function bindKeys(wanted: Readonly<Record<string, string>>): Bound {
  const keymap = new Map(defaultKeymap);
  const mistakes: Bound['mistakes'] = [];
  for (const [key, action] of Object.entries(wanted)) {
    const name = canonical(key);
    if (name === undefined) mistakes.push({ key, sentence: noKey(key) });
    else if (action === 'none') keymap.delete(name);
    else if (isAction(action)) keymap.set(name, action);
    else mistakes.push({ key, sentence: noAction(action) });
  }
  return { keymap, mistakes };
}

/** Why a key can't do this; nothing when it can. */
export const whyNoKey = (key: string, action: string): string | undefined =>
  bindKeys({ [key]: action }).mistakes[0]?.sentence;

const isAction = (name: string): name is Action => (actionNames as string[]).includes(name);

const isTyped = (base: string, modifiers: string): boolean =>
  [...base].length === 1 && !/ctrl|alt/.test(modifiers);

/** A key's name as keyboard.ts writes it, whatever its case and the order of its modifiers. */
function canonical(key: string): string | undefined {
  const parts = /^((?:(?:ctrl|alt|meta|shift)-)*)(.+)$/i.exec(key);
  if (parts === null) return undefined;
  const [, modifiers = '', end = ''] = parts;
  const given = modifiers.toLowerCase().replaceAll('meta', 'alt');
  const base = [...end].length === 1 ? end : end.toLowerCase();
  if ([...base].length > 1 && !keyNames.has(base)) return undefined;
  if (isTyped(base, given)) return undefined;
  const has = (modifier: string): string => (given.includes(`${modifier}-`) ? `${modifier}-` : '');
  const letter = has('ctrl') === '' ? base : base.toLowerCase();
  return `${has('ctrl')}${has('alt')}${has('shift')}${letter}`;
}

/** How other programs write modifiers and keys: `Control+K`, `C-k`, `^K`, `PgUp`. */
const otherwise: readonly [RegExp, string][] = [
  [/\+(?=.)/g, '-'],
  [/^\^(?=.)/, 'ctrl-'],
  [/\b(?:control|strg|c)-/gi, 'ctrl-'],
  [/\b(?:option|opt|m)-/gi, 'alt-'],
  [/\bs-/gi, 'shift-'],
  [/page[ _-]?(?=up$|down$)/i, 'page'],
  [/pg[ _-]?up$/i, 'pageup'],
  [/pg[ _-]?(?:dn|down)$/i, 'pagedown'],
  [/(?:return|cr)$/i, 'enter'],
  [/esc$/i, 'escape'],
  [/del$/i, 'delete'],
  [/bs$/i, 'backspace'],
];

function noKey(key: string): string {
  if (isTyped(key, '')) return `types itself: put ctrl- or alt- before it, such as ctrl-${key}.`;
  const near = nearKey(key);
  return near === undefined
    ? 'is no key. Keys look like ctrl-k, alt-1, ctrl-alt-x or f5.'
    : `is no key. Did you mean ${near}?`;
}

function nearKey(key: string): string | undefined {
  const spelt = otherwise.reduce((text, [from, to]) => text.replace(from, to), key);
  const meant = canonical(spelt);
  if (meant !== undefined) return meant;
  const [, modifiers = '', end = ''] = /^((?:\w+-)*)(.+)$/.exec(spelt) ?? [];
  const words = modifiers.split('-').slice(0, -1);
  const nearWords = words.map((word) => nearest(word, ['ctrl', 'alt', 'shift'])[0]);
  const nearEnd = [...end].length === 1 ? end : nearest(end, keyNames)[0];
  return canonical([...nearWords, nearEnd].join('-'));
}

function noAction(action: string): string {
  const near = nearest(action, [...actionNames, 'none']);
  return near.length === 0
    ? `can't do "${action}". F1 in the client lists what keys can do; "none" takes a key away.`
    : `can't do "${action}". Did you mean ${near.join(' or ')}?`;
}
