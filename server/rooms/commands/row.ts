/** The authority half of a command: what it needs before it runs, and what it does. Its words are in grammar/commands/. */
import type { CommandName, CommandOf } from '../../../grammar/ast.ts';
import type { Act } from '../act.ts';
import type { Answer, AnswerTo } from '../answers.ts';
import type { Reach } from '../people/bots.ts';
import type { Account, Room } from '../world/state.ts';

/**
 * What a command does to the world.
 *
 * `asks`: it changes nothing that is kept. What it reads says what its answer waits for: the line alone (nothing), the log
 * (which has only what is committed), or the world (whose last changes may be undone).
 *
 * `changes`: it changes something. When that can't be committed, the command is `refused`, or decided `again` if it can't be
 * refused.
 */
export type Nature = { asks: 'line' | 'log' | 'world' } | { changes: 'refused' | 'again' };

interface About<K extends CommandName> extends Reach {
  nature: Nature | ((command: CommandOf<K>) => Nature);
  /** It is of use to whoever wants to log in: also who may do nothing else may give it. */
  isUnlocked?: true;
  /** Goes on with the answer to a question, by the kind of the question. */
  answered?: { readonly [Ask in Answer['ask']]?: (act: Act, answer: AnswerTo<Ask>) => void };
}

/** A command that anybody may give. */
export interface Free<K extends CommandName> extends About<K> {
  needs: 'nothing';
  run(act: Act, command: CommandOf<K>): void;
}

/** A command about one's account: who has none is told so. */
interface OfAccounts<K extends CommandName> extends About<K> {
  needs: 'account';
  run(act: Act, command: CommandOf<K>, account: Account): void;
}

/** A command that operators of the server give. */
interface OfOperators<K extends CommandName> extends About<K> {
  needs: 'operator';
  run(act: Act, command: CommandOf<K>): void;
}

/** A command about a room that the session is in: the one it names, or else its current one. */
interface OfMembers<K extends CommandName> extends About<K> {
  needs: 'membership';
  run(act: Act, command: CommandOf<K>, room: Room): void;
}

/** What the rooms must know of the command `K`. */
export type Row<K extends CommandName> = Free<K> | OfAccounts<K> | OfMembers<K> | OfOperators<K>;
