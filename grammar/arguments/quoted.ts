/** A name as a fault quotes it. */
import { shown } from '../quote.ts';

export const quoted = (name: string): string => (name === '' ? '""' : shown(name));
