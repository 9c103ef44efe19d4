/** Reads what a server sends: text into lines, lines into events. */
import type { Event } from '../grammar/events.ts';

/** No line is longer than this many UTF-16 units: the protocol's 65,536 bytes, and room to spare. */
const MAX_LINE_LENGTH = 1 << 20;

/** Whole lines out of pieces of text, in order. What is too long to be a line is cut rather than kept without bound. */
export function lineSplitter(): (chunk: string) => string[] {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = (lines.pop() ?? '').slice(0, MAX_LINE_LENGTH);
    return lines.filter((line) => line !== '');
  };
}

/** The event of a line, or nothing when it is none. What an event of its kind looks like is the protocol's promise. */
export function eventIn(line: string): Event | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isEvent(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEvent(value: unknown): value is Event {
  return typeof value === 'object' && value !== null && 'ev' in value;
}
