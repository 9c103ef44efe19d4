/**
 * What becomes of a session and its connection.
 *
 *     was                  what                               is         and besides
 *     ───────────────────  ─────────────────────────────────  ─────────  ──────────────────────────────────────────
 *     detached             attach: it has a connection        live       it is told things there from here on
 *     live, fed            attach: it has another one         live       the old one is told so, and closed
 *     live                 lag: more waits than may wait      fed        its lines wait; it is fed from the logs
 *     fed                  catchUp                            live       its lines go on
 *     live, fed            move: its connection is decided    resuming   its lines wait: they are for that session
 *                          to be another session's
 *     resuming             stay: that was undone              live, fed  its lines go on
 *     resuming             handOver                           ended      its last answers are written
 *     all but ended        detach                             detached   it is told why, if need be; closed
 *     all but ended        end                                ended      it is told all the rest, then closed
 */

/** What a session is at the moment. */
export type State = 'detached' | 'live' | 'fed' | 'resuming' | 'ended';
/** What may become of it. */
export type Change = 'attach' | 'lag' | 'catchUp' | 'move' | 'stay' | 'handOver' | 'detach' | 'end';

const everywhere = { detach: 'detached', end: 'ended' } as const;

/** The state after each change. A change that is not here does not happen. */
export const transitions: { readonly [S in State]: { readonly [C in Change]?: State } } = {
  detached: { ...everywhere, attach: 'live' },
  live: { ...everywhere, attach: 'live', lag: 'fed', move: 'resuming' },
  fed: { ...everywhere, attach: 'live', catchUp: 'live', move: 'resuming' },
  resuming: { ...everywhere, catchUp: 'resuming', stay: 'live', handOver: 'ended' },
  ended: { catchUp: 'ended' },
};
