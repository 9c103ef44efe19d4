/** Ends an exhaustive switch: the compiler refuses a kind that nobody thought of. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
