/** The authority half of a command: what it needs before it runs, and what it does. Its words are in the catalogue. */
import type { CommandName, CommandOf } from '../../../grammar/ast.ts';
import type { Act } from '../act.ts';
import type { Room } from '../world.ts';

interface About {
  /** True for what is not done twice when it is sent again with its tag; queries are simply answered again. */
  changes: boolean;
}

/** A command that anybody may give. */
interface Free<K extends CommandName> extends About {
  needs: 'nothing';
  run(act: Act, command: CommandOf<K>): void;
}

/** A command about a room that the session is in: the one it names, or else its current one. */
interface OfMembers<K extends CommandName> extends About {
  needs: 'membership';
  run(act: Act, command: CommandOf<K>, room: Room): void;
}

export type Row<K extends CommandName> = Free<K> | OfMembers<K>;
