/** Which Parlance this is. */
export const version = '0.3.0';
