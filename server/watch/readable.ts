/** Turns a line of the log into words: the time, the fact, and what goes with it. */

/** Its time of day, its level unless that is usual, its fact and its fields; a stack stands on lines of its own. */
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
