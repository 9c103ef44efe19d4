/** What a server has around it: how one may talk to it, and what the machine gives it. */
import { Language } from '../grammar/language.ts';
import { type Clock, machineClock } from './clock.ts';
import type { Door } from './doors/door.ts';
import { doorsTo } from './doors/index.ts';
import type { Passwords } from './hub/answers.ts';
import type { Census } from './hub/census.ts';
import { nobody, type Witness } from './hub/witness.ts';
import type { Renewed } from './net/carriers/certificates.ts';
import type { Judge } from './net/gate.ts';
import type { Port, PortOptions } from './net/port.ts';
import { sockets } from './net/sockets.ts';
import type { Rereading } from './process/rereading.ts';
import { scriptIn } from './system/ask-script.ts';
import { type FilesAllowed, filesAllowed } from './system/edges.ts';
import { Argon2Passwords } from './system/passwords.ts';
import { drawnAhead, type RandomBytes } from './system/secrets.ts';
import { counting, type Figures } from './watch/figures.ts';

/** What a server has around it: how one may talk to it, and what the machine gives it. */
export interface Surroundings {
  /** What people may type: whoever has other commands has their help, too. */
  readonly language: Language;
  readonly doors: readonly Door[];
  readonly port: (options: PortOptions) => Port;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly passwords: Passwords;
  /** Asks a program of the operator about addresses. */
  readonly judge: (file: string) => Judge;
  readonly filesAllowed: () => FilesAllowed;
  readonly witness: Witness;
  readonly rereading: Rereading;
  /** A certificate is shown from now on that was renewed. */
  readonly renewed: (renewed: Renewed) => void;
  /** How the server does; what is asked for the first time begins to be counted. */
  readonly figures: (census: () => Census) => Figures;
}

/** What a server of this language has when nobody says otherwise. */
export const speaking = (language: Language): Surroundings => ({
  language,
  doors: doorsTo(language),
  port: sockets,
  clock: machineClock,
  random: drawnAhead(),
  passwords: new Argon2Passwords(drawnAhead()),
  judge: scriptIn,
  filesAllowed,
  witness: nobody,
  rereading: () => ({ changed: [], restart: [] }),
  renewed: () => {},
  figures: counting([], machineClock),
});

/** What a server has when nobody says otherwise. Specs replace single fields. */
export const standard = speaking(new Language());
