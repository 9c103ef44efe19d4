/** Puts the questions of the core to the store and the hashes: a connection that asks reads no further until it is answered. */
import type { Connection } from '../net/connection.ts';
import type { Answer } from '../rooms/answers.ts';
import { type Question, type QuestionTrait, questionTraits } from '../rooms/questions.ts';
import type { ConnectionId } from '../rooms/world/ids.ts';
import { answer, type Sources } from './answers.ts';
import { WorkerPool } from './worker-pool.ts';

/** The hub reads at most this many answers from the store at once. */
const MAX_READS = 2;

/** Where answers come from, and who is told that one could not be made or taken: a mistake of the server's own. */
export interface QuestionPorts extends Sources {
  broken(error: unknown): void;
}

/** The questions that commands have put and that are not answered. Each holds the lines of its connection. */
export class Questions {
  readonly #ports: QuestionPorts;
  readonly #answered: (by: ConnectionId, answer: Answer) => void;
  /** The connections that wait, with their questions. */
  readonly #asking = new Map<Question, Connection>();
  readonly #pools: { readonly [Work in QuestionTrait['work']]: WorkerPool | undefined };

  /** `answered` takes the answer to a connection's question. */
  constructor(ports: QuestionPorts, answered: (by: ConnectionId, answer: Answer) => void) {
    this.#ports = ports;
    this.#answered = answered;
    this.#pools = {
      read: new WorkerPool(MAX_READS),
      hash: new WorkerPool(ports.passwords.concurrency),
      none: undefined,
    };
  }

  /** Holds a connection's lines until its question is answered, even if it belongs to another session by then. Returns the inverse. */
  hold(question: Question, connection: Connection): () => void {
    connection.intake.hold();
    this.#asking.set(question, connection);
    return () => {
      if (question.ask === 'password') connection.secrets.takePasswords();
      this.#release(question);
    };
  }

  /** Finds the answer to a question. Store reads and hashes wait for their turn, so answers come in any order. */
  ask(by: ConnectionId, question: Question): void {
    const connection = this.#asking.get(question);
    const find = () => this.#find(by, question, connection);
    const pool = this.#pools[questionTraits[question.ask].work];
    if (pool) void pool.run(connection?.address ?? '', find);
    else void find();
  }

  #find(by: ConnectionId, question: Question, connection: Connection | undefined): Promise<void> {
    const secrets = connection?.secrets;
    const presented = question.ask === 'password' ? secrets?.takePasswords() : undefined;
    const keep = {
      token: (hash: string, made: string) => secrets?.keepToken(hash, made),
      ticket: (hash: string, made: string) => secrets?.keepTicket(hash, made),
    };
    return answer(question, this.#ports, presented ?? [], keep)
      .then((found) => this.#answered(by, found))
      .finally(() => this.#release(question))
      .catch((error: unknown) => this.#ports.broken(error));
  }

  /** Lets the connection go on, unless it waits for another answer. */
  #release(question: Question): void {
    this.#asking.get(question)?.intake.release();
    this.#asking.delete(question);
  }
}
