/** Wires the connections to the hub: what they tell becomes its input, and secrets stay behind in them. */
import type { Command } from '../grammar/ast.ts';
import type { SecretField } from '../grammar/commands/command.ts';
import { fault } from '../grammar/faults.ts';
import type { Vocabulary } from '../grammar/vocabulary.ts';
import type { Hub } from './hub/hub.ts';
import type { Witness } from './hub/witness.ts';
import type { Connection } from './net/connection.ts';
import type { ListenerEvents } from './net/listen.ts';
import type { FilesAllowed } from './system/edges.ts';
import {
  fingerprintOf,
  hashOf,
  newIdentity,
  newKey,
  newToken,
  type RandomBytes,
} from './system/secrets.ts';

/** Tells the operator what went wrong, and why. */
export type Warn = (fact: string, reason?: unknown) => void;

/** What the operator is told when nobody more can be let in. */
export function fullness(most: number, { files, connections }: FilesAllowed): string {
  return most <= connections
    ? `the server is full: it has ${most} connections, the most there can be (--max-connections)`
    : `the server is full: the system lets it open ${files} files, enough for ${connections} connections. ` +
        'Raise that with "ulimit -n" before it starts, or with LimitNOFILE= in its systemd unit';
}

/** A secret that a command holds. */
interface HeldSecret extends SecretField {
  readonly text: string;
}

const none: readonly HeldSecret[] = [];

function secretsIn(command: Command, fields: readonly SecretField[]): readonly HeldSecret[] {
  if (fields.length === 0) return none;
  return fields.flatMap((each) => {
    const text = (command as unknown as Readonly<Record<string, string | undefined>>)[each.field];
    return text === undefined ? [] : [{ ...each, text }];
  });
}

/** A command as others may know it: the connection keeps the token or the passwords that it presents. */
function disclosed(
  { secrets }: Connection,
  command: Command,
  given: readonly HeldSecret[],
): Command {
  if (command.cmd === 'resume')
    return { ...command, token: hashOf(secrets.present(command.token)) };
  if (given.length === 0) return command;
  const chosen = given.filter(({ is }) => is === 'chosen');
  secrets.presentPasswords(...chosen.map(({ text }) => text));
  const hidden = given.map(({ field, is, text }) => [
    field,
    is === 'chosen' ? fingerprintOf(text, secrets.mark) : hashOf(text),
  ]);
  return { ...command, ...Object.fromEntries(hidden) } as Command;
}

/** True for a command that has a secret in it, or is answered with one. */
const isConfidential = (command: Command, given: readonly HeldSecret[]): boolean =>
  given.length > 0 || (command.cmd === 'token' && command.new !== undefined);

/** The certificate of the connection, for a command that may be about it. */
const shown = (connection: Connection, { cmd }: Command): string | undefined =>
  cmd === 'login' || cmd === 'cert' ? connection.certificate : undefined;

/** What the wiring has besides the hub. */
interface Wiring {
  readonly vocabulary: Vocabulary;
  readonly random: RandomBytes;
  readonly witness: Pick<Witness, 'turnedAway'>;
  readonly warn: Warn;
  /** So many sessions are there already. */
  readonly restored: number;
  /** What the operator is told when nobody more can be let in. */
  readonly fullness: string;
}

/** What connections tell becomes input of the hub. */
export function wire(
  hub: Hub,
  { vocabulary, random, witness, warn, restored, fullness }: Wiring,
): ListenerEvents {
  let sessions = restored;
  return {
    isBusyFor: (connection) => hub.isBusyFor(connection),
    worked: (connection, from, to) => hub.worked(connection, from, to),
    opened(connection) {
      sessions += 1;
      const ticket = newToken(random);
      connection.secrets.begin(ticket, newToken(random));
      hub.open(connection, {
        session: sessions,
        identity: newIdentity(random),
        key: newKey(random),
        secret: hashOf(ticket),
      });
    },
    commanded(connection, command) {
      const { id } = connection;
      const given = secretsIn(command, vocabulary.definitionOf(command).secrets);
      if (!connection.isPrivate && isConfidential(command, given)) {
        const { tag: re } = command;
        const refusal = { ...fault('readable'), ...(re !== undefined && { re }) };
        return hub.input({ on: 'refused', connection: id, fault: refusal });
      }
      const heard = disclosed(connection, command, given);
      const certificate = shown(connection, command);
      hub.input({ on: 'commanded', connection: id, command: heard, certificate });
      if (!connection.intake.isHeld) connection.secrets.takePasswords();
    },
    refused({ id: connection }, fault) {
      hub.input({ on: 'refused', connection, fault });
    },
    slowed({ id: connection }) {
      hub.input({ on: 'slowed', connection });
    },
    finished: (connection) => hub.departures.finished(connection),
    closed: (connection) => hub.closed(connection),
    unfinished: (connection) => hub.resumeLater(connection),
    idle(connection) {
      if (!connection.speech.reads.traits.pings) return false;
      hub.ping(connection);
      return true;
    },
    silent: (connection) => hub.departures.silent(connection),
    full: () => warn(fullness),
    turnedAway: (address, why) => witness.turnedAway(address, why),
    trouble: (why) => warn('a connection could not be accepted', why),
  };
}
