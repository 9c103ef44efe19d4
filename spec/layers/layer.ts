/** One layer of the code, and what it may import. */

export interface Layer {
  /** A folder with its slash, or a file. The longest that fits a path is its layer. */
  readonly where: string;
  /** The layers that it may import besides itself; `type` before one allows types only. */
  readonly ours?: readonly string[];
  readonly outside?: RegExp;
  /** Always gives the same results: has no clock, no chance, no I/O. */
  readonly pure?: true;
  /** Has no time but that of the clock that it is given. */
  readonly timed?: true;
}
