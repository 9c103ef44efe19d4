/** What somebody is to be in a room. */
import { roles } from '../roles.ts';
import { choice } from './word.ts';

export const role = { ...choice(...roles), usage: 'ROLE' };
