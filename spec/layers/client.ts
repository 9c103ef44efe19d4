/** The layers of the client. */
import type { Layer } from './layer.ts';

/** What all of the client knows of words and keys. */
const facts = ['client-ink/language/', 'client-ink/keyboard/'];

export const ofClient: readonly Layer[] = [
  {
    where: 'client/',
    ours: ['grammar/', 'client/own.ts', 'client/dial/'],
    outside: /^node:(net|crypto|stream)$/,
  },
  { where: 'client/dial/', outside: /^(commander|socks|node:(net|tls|crypto|fs|os|path|url))$/ },
  { where: 'client/own.ts', ours: ['grammar/'], pure: true },
  {
    where: 'client/pipe/',
    ours: ['grammar/', 'client/', 'client/dial/'],
    outside: /^(commander|node:.*)$/,
  },
  { where: 'client-ink/language/', ours: ['grammar/'], outside: /^valibot$/, pure: true },
  { where: 'client-ink/keyboard/', ours: ['grammar/'], pure: true },
  // What the client decides, how a line is edited, and what a screen looks like: each a function of what it is given.
  { where: 'client-ink/editor/', ours: ['grammar/', 'client/own.ts', ...facts], pure: true },
  {
    where: 'client-ink/model/',
    ours: ['grammar/', 'client/own.ts', 'type client/', 'client-ink/editor/', ...facts],
    outside: /^valibot$/,
    pure: true,
  },
  {
    where: 'client-ink/layout/',
    ours: ['grammar/', 'client-ink/editor/', 'client-ink/model/', ...facts],
    outside: /^string-width$/,
    pure: true,
  },
  {
    where: 'client-ink/view/',
    ours: ['client-ink/model/', 'client-ink/layout/'],
    outside: /^(ink|react)$/,
  },
  {
    where: 'client-ink/files/',
    ours: ['grammar/', 'client/', 'client-ink/model/', 'client-ink/layout/', ...facts],
    outside: /^(valibot|node:(crypto|fs|os|path|sqlite|v8))$/,
  },
  {
    where: 'client-ink/config/',
    ours: [
      'grammar/',
      'toml/',
      'toml/find.ts',
      'client/dial/',
      'client-ink/model/',
      'client-ink/layout/',
      'client-ink/files/',
      ...facts,
    ],
    outside: /^(valibot|node:(fs|os|path|readline))$/,
  },
  {
    where: 'client-ink/programs/',
    ours: ['grammar/', 'client/', 'client-ink/model/', 'client-ink/layout/'],
    outside: /^node:(child_process|fs|os|path)$/,
  },
  {
    where: 'client-ink/terminal/',
    ours: [
      'client-ink/programs/',
      'grammar/',
      'client-ink/layout/',
      'client-ink/config/',
      ...facts,
    ],
    outside: /^node:(child_process|stream)$/,
  },
  {
    where: 'client-ink/servers/',
    ours: [
      'client-ink/programs/',
      'grammar/',
      'client/',
      'client/dial/',
      'client-ink/model/',
      'client-ink/layout/',
      'client-ink/files/',
      'client-ink/config/',
      'client-ink/terminal/',
      ...facts,
    ],
    outside: /^node:(child_process|events|readline|readline\/promises|stream|stream\/consumers)$/,
  },
  {
    where: 'client-ink/plain/',
    ours: [
      'grammar/',
      'client/',
      'client/dial/',
      'client-ink/editor/',
      'client-ink/model/',
      'client-ink/layout/',
      'client-ink/files/',
      'client-ink/config/',
      'client-ink/programs/',
      'client-ink/terminal/',
      'client-ink/servers/',
      ...facts,
    ],
    outside: /^node:readline$/,
  },
  {
    where: 'client-ink/',
    ours: [
      'grammar/',
      'toml/find.ts',
      'client/',
      'client/dial/',
      'client-ink/model/',
      'client-ink/layout/',
      'client-ink/view/',
      'client-ink/config/',
      'client-ink/programs/',
      'client-ink/terminal/',
      'client-ink/servers/',
      'client-ink/plain/',
      ...facts,
    ],
    outside: /^(ink|commander|node:v8)$/,
  },
];
