import type { MetricDeclaration } from '../../schemas/types/metric.ts';
import type { Observe } from './observe.ts';

interface Seen {
  value: number;
  /** Days since the inference that value is of. */
  days: number;
}

/**
 * How much of something that only shrinks was lost between two inferences of a session, over the
 * days between them. The first inference of a session tells nothing yet; an inference without the
 * value tells less than it should.
 */
export const observeLoss = ({ value: field = '' }: MetricDeclaration): Observe => {
  const sessions = new Map<string, Seen>();
  return (event, { elapsedDays }) => {
    const key = `${event.device}\u0000${event.session}`;
    const seen = sessions.get(key);
    if (seen) seen.days += elapsedDays;
    if (event.kind !== 'inference') return undefined;
    const value = event[field];
    if (typeof value !== 'number') return { value: undefined, exposure: 0 };
    if (!seen) {
      sessions.set(key, { value, days: 0 });
      return undefined;
    }
    // What comes back was not lost; what is lost after it counts again.
    const observation = { value: Math.max(0, seen.value - value), exposure: seen.days };
    [seen.value, seen.days] = [value, 0];
    return observation;
  };
};
