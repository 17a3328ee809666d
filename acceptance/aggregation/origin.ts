import type { Plan } from '../../schemas/types/plan.ts';

export type Origin = Plan['accept'];

/** How weak an origin is. */
const weakness: Readonly<Record<Origin, number>> = { hardware: 0, emulated: 1, modelled: 2 };

/** The weaker of two origins. */
export const weaker = (a: Origin, b: Origin): Origin => (weakness[a] >= weakness[b] ? a : b);

/** Whether evidence of that origin may pass where `accept` is the weakest that is taken. */
export const isAccepted = (origin: Origin, accept: Origin): boolean =>
  weakness[origin] <= weakness[accept];
