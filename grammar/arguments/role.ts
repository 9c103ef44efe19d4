/** A role to give. */
import { roles } from '../roles.ts';
import { choice } from './word.ts';

/** The argument type ROLE: one of the roles. */
export const role = { ...choice(...roles), usage: 'ROLE' };
