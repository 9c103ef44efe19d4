/** Standard output of a terminal that may vanish at any time: writing to it then does nothing and never fails. */

type Write = NodeJS.WriteStream['write'];

/** `gone` is told once, when a write fails. */
export function openOutlet(output: NodeJS.WriteStream, gone: () => void): NodeJS.WriteStream {
  let isGone = false;
  output.on('error', () => {
    if (isGone) return;
    isGone = true;
    gone();
  });
  const write = (chunk: string | Uint8Array, ...others: unknown[]): boolean => {
    if (!isGone) return Reflect.apply(output.write, output, [chunk, ...others]);
    const told = others.at(-1);
    if (typeof told === 'function') process.nextTick(told);
    return true;
  };
  return writingBy(output, write);
}

/** The same stream, except for how it writes. */
export function writingBy(output: NodeJS.WriteStream, write: Write): NodeJS.WriteStream {
  return new Proxy(output, {
    get(target, name) {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
