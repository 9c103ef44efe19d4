/** The model at the beginning: what the client was told, and nothing heard. */
import { defaultKeymap } from '../keyboard/keys.ts';
import { noAliases } from '../language/aliases.ts';
import { talking } from './mode.ts';
import type { Model, ModelOptions, Size, Viewport } from './model.ts';
import { newPlace } from './place.ts';

/** What a client begins with. */
export interface Setting extends Partial<ModelOptions> {
  /** What the server is called before it says its name. */
  server: string;
  /** 1 to 16 characters that no other run of a client has. */
  prefix: string;
  size: Size;
  viewport: Viewport;
  at: number;
  /** What the configuration calls the server. */
  profile?: string | undefined;
  /** All servers that the configuration names. */
  profiles?: readonly string[];
  /** Who to be. */
  nick?: string;
  /** Lines that are given whenever a new session begins. */
  onConnect?: readonly string[];
  /** What has not been sent is kept for the next run. */
  remembers?: boolean;
  /** Each new session logs in before anything else. */
  logsIn?: boolean;
  /** Why no password can be sent, if others on the way would read it. */
  exposed?: string | undefined;
}

/** A client that has not connected yet. */
export function newModel(setting: Setting): Model {
  const {
    server,
    prefix,
    size,
    viewport,
    at,
    nick: wanted,
    keymap = defaultKeymap,
    aliases = noAliases,
    onConnect = [],
    time = 'minutes',
    joins = 'folded',
    joinsIn = new Map(),
    scripts = [],
    tellsTyping = false,
    hasMouse = true,
    opensAddresses = false,
    spelling = 'none',
    quiet,
    words = [],
    remembers = true,
    logsIn = false,
    exposed,
    profile,
    profiles = [],
  } = setting;
  return {
    size,
    viewport,
    now: at,
    nick: '',
    ...(wanted !== undefined && { wanted: { nick: wanted } }),
    store: '',
    connection: { is: 'connecting', attempt: 1, dueAt: at },
    places: [newPlace(0, 'server', profile ?? server)],
    elsewhere: [],
    isBehind: false,
    profiles,
    ...(profile !== undefined && { profile }),
    shown: 0,
    before: 0,
    nextId: 1,
    asked: new Map(),
    prefix,
    tags: 0,
    kills: [],
    mode: talking,
    keymap,
    aliases,
    time,
    joins,
    joinsIn,
    scripts,
    onConnect,
    bell: 'on',
    focus: 'unknown',
    hasMouse,
    opensAddresses,
    spelling,
    spelt: new Map(),
    quiet,
    words,
    tellsTyping,
    panes: true,
    remembers,
    logsIn,
    isAccount: logsIn,
    ...(exposed !== undefined && { exposed }),
    pressedAt: Number.NEGATIVE_INFINITY,
    levels: new Map(),
    ignored: new Set(),
    heard: [],
    roomsAskedAt: Number.NEGATIVE_INFINITY,
  };
}
