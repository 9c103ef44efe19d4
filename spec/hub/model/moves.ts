/** What people and disks may do in a game: decided by chance alone. */
import type { Chance } from '../../hostile/chance.ts';
import { QUERY } from './belief.ts';
import type { Command, Person } from './person.ts';

export const nicks = ['ann', 'bob', 'cy', 'dan', 'eve', 'Fay'];
export const rooms = ['#a', '#b', '#c'];

/** Makes commands whose texts and tags are never made twice. */
export class Speech {
  #made = 0;
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** What `person` says next: at least one command, and at most so many. */
  commands(person: Person, most: number): Command[] {
    return Array.from({ length: 1 + this.#chance.below(most) }, () => this.#command(person));
  }

  #command({ belief }: Person): Command {
    this.#made += 1;
    const tag = `t${this.#made}`;
    const text = `‹${this.#made}›`;
    const room = this.#chance.pick(rooms);
    const nick = this.#chance.pick(nicks);
    const log = this.#chance.pick([room, room, ...belief.logs.keys()]);
    const said = (line: string): Command => ({ tag, line: `${line} ${text}`, text });
    const done = (line: string): Command => ({ tag, line });
    const asked = (line: string): Command => ({ tag: `${QUERY}${tag}`, line });
    return this.#chance.pick([
      () => said(`/msg@${tag} ${room}`),
      () => said(`/msg@${tag} ${room}`),
      () => said(`/msg@${tag} ${nick}`),
      () => said(`/topic@${tag} ${room}`),
      () => said(`/msg@${tag} ${log}`),
      () => said(`/reply@${tag} ${log}:^`),
      () => said(`/edit@${tag} ${log}:^`),
      () => done(`/delete@${tag} ${log}:^`),
      () => done(`/react@${tag} ${log}:^ 👍`),
      () => done(`/join@${tag} ${room}`),
      () => done(`/join@${tag} ${room}`),
      () => done(`/part@${tag} ${room}`),
      () => done(`/room@${tag} ${room}`),
      () => done(`/nick@${tag} ${nick}`),
      () => said(`/away@${tag}`),
      () => done(`/back@${tag}`),
      () => asked(`/names@${QUERY}${tag} ${room}`),
      () => asked(`/history@${QUERY}${tag} ${log}`),
    ])();
  }
}
