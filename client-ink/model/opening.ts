/** Opens addresses and copies texts: the terminal, or a program that the person has named, does it. */
import type { Model, Update } from './model.ts';

/** Opens an address by the person's program; without one it is copied. */
export function opened(model: Model, url: string): Update {
  if (!model.opensAddresses) return copied(model, url);
  return { model: { ...model, flash: `Opening ${url}` }, effects: [{ do: 'open', url }] };
}

/** Puts a text on the clipboard of the terminal. */
export function copied(model: Model, text: string): Update {
  const [line = ''] = text.split('\n');
  return { model: { ...model, flash: `Copied: ${line}` }, effects: [{ do: 'copy', text }] };
}
