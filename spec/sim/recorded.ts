/**
 * Plays what `parlance serve --record FILE` has recorded: the real rooms and the real ledger decide on the same inputs, in the
 * same turns, and what was recorded is compared with what they come to now.
 */
import { isDeepStrictEqual } from 'node:util';
import type { RoomKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { Vocabulary } from '../../grammar/vocabulary.ts';
import { Ledger } from '../../server/hub/ledger.ts';
import { Telling } from '../../server/hub/telling.ts';
import { nobody } from '../../server/hub/witness.ts';
import type { ToldTurn } from '../../server/net/told-turn.ts';
import { keepPerson } from '../../server/rooms/durable/keeping.ts';
import { type Left, restore } from '../../server/rooms/durable/restore.ts';
import type { Effect, Input } from '../../server/rooms/effects.ts';
import type { ServerSettings } from '../../server/rooms/server-settings.ts';
import { step } from '../../server/rooms/step.ts';
import type { Time } from '../../server/rooms/world/ids.ts';
import type { Session } from '../../server/rooms/world/state.ts';
import { World } from '../../server/rooms/world/world.ts';
import { outlineOf } from '../../server/watch/outline.ts';
import type { Recorded } from '../../server/watch/recording.ts';
import { pictureOf } from '../rooms/picture.ts';
import { HandClock } from '../support/hand-clock.ts';
import { RecordedStore } from './recorded-store.ts';

export interface Playback {
  /** Each with the line of the recording that it is about. */
  readonly problems: readonly string[];
  /** How often the server had started. */
  readonly starts: number;
  readonly inputs: number;
  /** All that was to be told or done, in its order. */
  readonly performed: readonly Effect[];
}

/** Before about so many inputs the world is compared with itself, which costs as much as it is big. */
const MAX_COMPARED = 2000;

/** It begins with what a server found when it started. */
export const isRecording = (text: string): boolean => text.startsWith('{"began":');

/** The last line may be half there: the server was killed. */
export async function playRecording(text: string): Promise<Playback> {
  const lines = text.split('\n').flatMap((line, index) => {
    const recorded = parsed(line);
    return recorded === undefined ? [] : [{ recorded, line: index + 1 }];
  });
  const problems: string[] = [];
  const performed: Effect[] = [];
  const stride = Math.ceil(lines.length / MAX_COMPARED);
  let life: RecordedLife | undefined;
  let [starts, inputs] = [0, 0];
  for (const { recorded, line } of lines) {
    const tell = (problem: string) => problems.push(`line ${line}: ${problem}`);
    if ('began' in recorded) {
      starts += 1;
      life = new RecordedLife(recorded.began, performed);
    } else if (life === undefined) tell('comes before any server has started');
    else if ('turn' in recorded) await life.turn(recorded.turn);
    else {
      inputs += 1;
      if (inputs % stride === 0) {
        life.restart();
        life.undo(recorded.input);
      }
      life.decide(recorded.input, recorded.came);
    }
    for (const problem of life?.problems.splice(0) ?? []) tell(problem);
  }
  return { problems, starts, inputs, performed };
}

function parsed(line: string): Recorded | undefined {
  try {
    return line === '' ? undefined : (JSON.parse(line) as Recorded);
  } catch {
    return undefined;
  }
}

type TurnEvent = Extract<Recorded, { turn: unknown }>['turn'];

/** A server from its start to its end, without a net, and with a store that does what the recorded one did. */
class RecordedLife {
  readonly problems: string[] = [];
  readonly #world: World;
  readonly #ledger: Ledger;
  readonly #store: RecordedStore;
  /** The store has the last turn, and lacks nothing. */
  #isKept = false;

  constructor(
    { settings, left, at }: { settings: ServerSettings; left: Left; at: Time },
    performed: Effect[],
  ) {
    this.#world = new World(settings, new Vocabulary());
    this.#store = new RecordedStore(left, this.problems);
    const performer = {
      begin: () => () => {},
      perform: (effects: readonly Effect[]) => void performed.push(...effects),
      batches: { flush: (turn?: ToldTurn) => turn?.partWritten(), isUnderWay: false },
      hearers: () => 0,
    };
    const trouble = (error: unknown) => {
      this.problems.push(`a mistake: ${error instanceof Error ? error.stack : error}`);
    };
    const ports = { store: this.#store, clock: new HandClock(), witness: nobody, warn() {} };
    this.#ledger = new Ledger(this.#world, performer, ports, {
      charge() {},
      told() {},
      relieved() {},
      ready() {},
      mistake: (_, error) => trouble(error),
      broken: trouble,
    });
    this.#ledger.tellUnkept(new Telling([restore(this.#world, left, at)]));
  }

  decide(input: Input, came: string[] | null): void {
    const now = outlineOf(this.#ledger.decide(input)?.effects);
    if (isDeepStrictEqual(now, came) || isAboutText(input)) return;
    this.problems.push(
      `${input.on} comes to ${JSON.stringify(now)}, and came to ${JSON.stringify(came)}`,
    );
  }

  /** Decided and undone, an input has changed nothing. */
  undo(input: Input): void {
    const world = this.#world;
    const [{ end }, now, before] = [world.journal, world.now, pictureOf(world)];
    try {
      step(world, input);
    } catch {
      // It is decided once more, and told then.
    }
    world.journal.undo(end);
    world.now = now;
    if (pictureOf(world) !== before)
      this.problems.push(`${input.on} leaves something behind when it is undone`);
  }

  async turn(event: TurnEvent): Promise<void> {
    switch (event) {
      case 'begins':
        this.#ledger.commit();
        this.#isKept &&= !this.#store.isBusy;
        return;
      case 'kept':
      case 'undone':
        // A turn of which the store has nothing to keep is kept without it.
        if (this.#store.isBusy || event === 'undone') this.#store.end(event === 'kept');
        this.#isKept = event === 'kept';
        await this.#ledger.whenIdle();
        return;
      default:
        return unreachable(event);
    }
  }

  /** With nothing left to commit, what would come back after a restart is what is here. */
  restart(): void {
    if (!this.#isStored) return;
    const { settings, now, persons, rooms } = this.#world;
    const again = new World(settings, new Vocabulary());
    const left = this.#store.left();
    restore(again, left, now);
    for (const session of again.sessions.values()) {
      const { key, person } = session;
      const here = [...(persons.get(person.identity)?.sessions.values() ?? [])];
      const it = here.find((each) => each.key === key);
      if (it === undefined || !isDeepStrictEqual(lasting(this.#world, it), lasting(again, session)))
        this.problems.push(`the session ${key} would come back as another one after a restart`);
    }
    for (const { log } of left.logs) {
      const [here, there] = [rooms, again.rooms].map((all) => all.get(log as RoomKey)?.fold.seq);
      if (here !== there)
        this.problems.push(`${log} has ${here} events, and would have ${there} after a restart`);
    }
  }

  get #isStored(): boolean {
    return this.#isKept && this.#ledger.isEmpty;
  }
}

/** What is found depends on what was typed, which is disguised. */
function isAboutText(input: Input): boolean {
  if (input.on === 'answered') {
    return input.answer.ask === 'rooms' && input.answer.to.matching !== undefined;
  }
  if (input.on !== 'commanded') return false;
  const { command } = input;
  return (
    (command.cmd === 'help' && command.about !== undefined) ||
    (command.cmd === 'rooms' && command.matching !== undefined)
  );
}

/** How far private logs have arrived is kept now and then: what arrives again is known by its `seq`. */
const lasting = (world: World, { person, secret, current }: Session): unknown => [
  keepPerson(world, person),
  secret,
  current?.key,
];
