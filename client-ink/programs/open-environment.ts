/** The environment of the programs that the client runs: `PARLANCE_TOKEN`, `PARLANCE_PROXY` and the like may hold secrets. */

/** The client's own environment without what is for the client alone. */
export const openEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([variable]) => !variable.startsWith('PARLANCE_')),
  );
