/** First in, first out, at the same cost however many wait. */
export interface Fifo<T> {
  push: (item: T) => void;
  /** The oldest, or undefined where none waits. */
  take: () => T | undefined;
}

/** Places that were emptied are kept until they are this many, and the greater part. */
const kept = 1024;

export const createFifo = <T extends object>(): Fifo<T> => {
  let items: (T | undefined)[] = [];
  let next = 0;
  return {
    push: (item) => void items.push(item),
    take() {
      if (next === items.length) return undefined;
      const item = items[next];
      items[next] = undefined;
      next += 1;
      if (next === items.length || (next > kept && next * 2 > items.length)) {
        items = items.slice(next);
        next = 0;
      }
      return item;
    },
  };
};
