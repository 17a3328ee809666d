import type { Plan } from '../../schemas/types/plan.ts';

export type Origin = Plan['accept'];

/** How weak an origin is. */
const weakness: Readonly<Record<Origin, number>> = { hardware: 0, emulated: 1, modelled: 2 };

/** The origin that a text from outside states; what is none of the three is as weak as it gets. */
export const originFrom = (text: string): Origin =>
  text === 'hardware' || text === 'emulated' ? text : 'modelled';

/** The weaker of two origins. */
export const weaker = (a: Origin, b: Origin): Origin => (weakness[a] >= weakness[b] ? a : b);

/** The weakest of several; undefined for none. */
export const weakestOf = (origins: readonly string[]): Origin | undefined =>
  origins.length === 0 ? undefined : origins.map(originFrom).reduce(weaker);

/** What a criterion takes, in words, to stand after its name. */
export const acceptedInWords = (accept: Origin): string =>
  accept === 'hardware' ? 'accepts hardware only' : `accepts ${accept} at the weakest`;

/** Whether evidence of that origin may pass where `accept` is the weakest that is taken. */
export const isAccepted = (origin: Origin, accept: Origin): boolean =>
  weakness[origin] <= weakness[accept];
