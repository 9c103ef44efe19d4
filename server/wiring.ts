/** Wires the connections to the hub: what they tell becomes its input, and secrets stay behind in them. */
import type { Command } from '../grammar/ast.ts';
import { fault } from '../grammar/faults.ts';
import type { FilesAllowed } from './edges.ts';
import type { Hub } from './hub/hub.ts';
import type { Witness } from './hub/witness.ts';
import type { Connection } from './net/connection.ts';
import type { ListenerEvents } from './net/listen.ts';
import {
  fingerprintOf,
  hashOf,
  newIdentity,
  newKey,
  newToken,
  type RandomBytes,
} from './secrets.ts';

/** Tells the operator what went wrong, and why. */
export type Warn = (fact: string, reason?: unknown) => void;

/** What the operator is told when nobody more can be let in. */
export function fullness(most: number, { files, connections }: FilesAllowed): string {
  return most <= connections
    ? `the server is full: it has ${most} connections, the most there can be (--max-connections)`
    : `the server is full: the system lets it open ${files} files, enough for ${connections} connections. ` +
        'Raise that with "ulimit -n" before it starts, or with LimitNOFILE= in its systemd unit';
}

/** A command as others may know it: the connection keeps the token or the passwords that it presents. */
function disclosed(connection: Connection, command: Command): Command {
  const mark = (password: string) => fingerprintOf(password, connection.secrets.mark);
  switch (command.cmd) {
    case 'resume':
      return { ...command, token: hashOf(connection.secrets.present(command.token)) };
    case 'register': {
      const { password, invite } = command;
      connection.secrets.presentPasswords(password);
      return { ...command, password: mark(password), ...(invite && { invite: hashOf(invite) }) };
    }
    case 'account': {
      const { password } = command;
      if (password === undefined) return command;
      connection.secrets.presentPasswords(password);
      return { ...command, password: mark(password) };
    }
    case 'login':
      if (command.password === undefined) return command;
      connection.secrets.presentPasswords(command.password);
      return { ...command, password: mark(command.password) };
    case 'password':
      connection.secrets.presentPasswords(command.old, command.new);
      return { ...command, old: mark(command.old), new: mark(command.new) };
    default:
      return command;
  }
}

/** True for a command that has a password in it, or is answered with one. */
function holdsSecret(command: Command): boolean {
  switch (command.cmd) {
    case 'register':
    case 'password':
      return true;
    case 'login':
    case 'account':
      return command.password !== undefined;
    case 'token':
      return command.new !== undefined;
    default:
      return false;
  }
}

/** The certificate of the connection, for a command that may be about it. */
const shown = ({ certificate }: Connection, { cmd }: Command): { certificate?: string } =>
  certificate !== undefined && (cmd === 'login' || cmd === 'cert') ? { certificate } : {};

/** What connections tell becomes input of the hub; the first so many sessions are there already. */
export function wire(
  hub: Hub,
  restored: number,
  random: RandomBytes,
  warn: Warn,
  fullness: string,
  { turnedAway }: Pick<Witness, 'turnedAway'>,
): ListenerEvents {
  let sessions = restored;
  return {
    isBusyFor: (connection) => hub.isBusyFor(connection),
    worked: (connection, milliseconds) => hub.worked(connection, milliseconds),
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
      if (!connection.isPrivate && holdsSecret(command)) {
        const { tag } = command;
        const refusal = fault('readable');
        const re = tag === undefined ? refusal : { ...refusal, re: tag };
        return hub.input({ on: 'refused', connection: connection.id, fault: re });
      }
      hub.input({
        on: 'commanded',
        connection: connection.id,
        command: disclosed(connection, command),
        ...shown(connection, command),
      });
      if (!connection.intake.isHeld) connection.secrets.takePasswords();
    },
    refused({ id: connection }, fault) {
      hub.input({ on: 'refused', connection, fault });
    },
    slowed({ id: connection }) {
      hub.input({ on: 'slowed', connection });
    },
    finished: (connection) => hub.doorway.finished(connection),
    closed: (connection) => hub.closed(connection),
    unfinished: (connection) => hub.resumeLater(connection),
    idle(connection) {
      if (!connection.speech.reads.traits.pings) return false;
      hub.ping(connection);
      return true;
    },
    silent: (connection) => hub.doorway.silent(connection),
    full: () => warn(fullness),
    turnedAway,
    trouble: (error) => warn('a connection could not be accepted', error),
  };
}
