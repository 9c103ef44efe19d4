/** The operator's log, on standard error: a line of JSON for each fact, or words where a terminal shows it. */
import { isatty } from 'node:tty';
import { pino } from 'pino';
import { Outlet } from './outlet.ts';

/** What is logged, from which level on, and how: in words, in JSON, or by whether a terminal shows it. */
export interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly format: 'auto' | 'text' | 'json';
}

/** What goes with a fact: names, numbers and times; never what somebody says, and nothing secret. */
export type Fields = Readonly<Record<string, unknown>>;

/** Takes facts, each in a word or a sentence. */
export interface Logger {
  debug(fields: Fields, fact: string): void;
  info(fields: Fields, fact: string): void;
  warn(fields: Fields, fact: string): void;
  error(fields: Fields, fact: string): void;
}

/** A log that is open. */
export interface OpenLog extends Logger {
  /** From now on it has this level and those above it. */
  level: string;
  /** Resolves when all is written, or half a second later. */
  flushed(): Promise<void>;
}

const STDERR = 2;

/** Opens the log. Whoever writes it never waits for whoever reads it. */
export function openLog({ level, format }: LogOptions): OpenLog {
  const isText = format === 'text' || (format === 'auto' && isatty(STDERR));
  const out = new Outlet(STDERR);
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => out.write(isText ? readable(line) : line) },
  );
  return Object.assign(log, { flushed: () => out.flushed() });
}

/** A line of the log in words: its time of day, its level unless that is usual, its fact and its fields; a stack stands on lines of its own. */
export function readable(line: string): string {
  const { time, level, msg, err, ...fields } = JSON.parse(line) as {
    time: string;
    level: string;
    msg: string;
    err?: { stack?: string };
  } & Record<string, unknown>;
  const words = Object.entries(fields).map(([name, value]) => `${name}=${written(value)}`);
  const said = [time.slice(11, 19), ...(level === 'info' ? [] : [`${level}:`]), msg, ...words];
  const stack = err?.stack === undefined ? '' : `${err.stack}\n`;
  return `${said.join(' ')}\n${stack}`;
}

const written = (value: unknown): string =>
  typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
