/** Which Parlance this is. */
export const version = '0.2.0';
