/** Is the machine well enough for a server? A function of what is known of it. */
import { bad, type Finding, ok, warning } from './finding.ts';

/** What is known of a machine. */
interface Machine {
  readonly parlance: string;
  readonly node: string;
  /** Files that a process may open, as connections that leaves, and how many connections are wanted. */
  readonly files: number;
  readonly connections: number;
  readonly wanted: number;
  /** Bytes that this process may have. */
  readonly memory: number;
  /** Somebody sets the clock right; unknown where the system does not tell. */
  readonly isSynchronised: boolean | undefined;
  /** Milliseconds since 1970: now, and when something was last written. */
  readonly now: number;
  readonly written: number;
}

const MB = 1024 * 1024;
/** A server begins with about a hundred, and its people and what they say come on top. */
const MIN_MEMORY_BYTES = 160 * MB;
const LOW_MEMORY_BYTES = 400 * MB;
/** A clock may be wrong by so much before it is told. */
const CLOCK_TOLERANCE_MS = 60_000;

/** What is to be said of Node, open files, memory and clock of this machine. */
export const machineFindings = (machine: Machine): Finding[] => [
  ok(`Parlance ${machine.parlance} runs on Node ${machine.node}.`),
  filesIn(machine),
  memoryIn(machine),
  clockIn(machine),
];

function filesIn({ files, connections, wanted }: Machine): Finding {
  if (connections >= wanted)
    return ok(`${files} files may be open: enough for ${wanted} connections.`);
  return warning(
    `${files} files may be open, which is enough for ${connections} of ${wanted} connections.`,
    `Raise the limit (ulimit -n, or LimitNOFILE= of systemd), or say --max-connections ${connections}.`,
  );
}

function memoryIn({ memory }: Machine): Finding {
  const said = `${Math.round(memory / MB)} MB of memory may be used`;
  if (memory < MIN_MEMORY_BYTES) {
    return bad(
      `${said}: too little for a server.`,
      'Give the machine or its container 400 MB or more.',
    );
  }
  return memory < LOW_MEMORY_BYTES
    ? warning(`${said}: enough for a few people.`, 'For more of them, give it 400 MB or more.')
    : ok(`${said}.`);
}

function clockIn({ now, written, isSynchronised }: Machine): Finding {
  const time = new Date(now).toISOString().slice(0, 19);
  if (written > now + CLOCK_TOLERANCE_MS) {
    return bad(
      `The clock says ${time} UTC, and the database was last written after that.`,
      'Set the clock: times go wrong, and what is kept for a time is kept for another.',
    );
  }
  return isSynchronised === false
    ? warning(`Nothing sets the clock, which says ${time} UTC.`, 'Try timedatectl set-ntp true.')
    : ok(`The clock says ${time} UTC.`);
}
