import type { Stimulus } from '../../schemas/types/stimulus.ts';
import type { Inference } from '../protocols/protocol.ts';
import type { EventBody, Session } from './session.ts';

/** What was put to the device, as far as anybody knows. */
export type Asked = Pick<Stimulus, 'sample' | 'truth' | 'tags'>;

/** The event of an answer: what the device said of it, and what was put to it. */
export const inferenceEvent = (
  answer: Inference,
  asked: Asked,
  session: Session,
  energy: Pick<EventBody, 'energy_uJ'> = {},
): EventBody => {
  const { ticks, untimed, label, scores, confidence, stack_free, heap_free, bytes_sent } = answer;
  const { host_us, link_us, rss_B, cpu_us } = answer;
  const truth = asked.truth ?? answer.truth;
  return {
    kind: 'inference',
    ...(asked.tags && { tags: { ...asked.tags } }),
    sample: asked.sample,
    ...(ticks === undefined
      ? { untimed: untimed ?? 'the device told no time' }
      : { latency_us: Math.round((ticks * 1e6) / session.identity().tick_hz) }),
    start: answer.start ?? (session.isWarm() ? 'warm' : 'cold'),
    label,
    ...(truth !== undefined && { truth }),
    ...(scores && { scores: [...scores] }),
    // Between the answer and what it cost: golden runs are compared byte for byte.
    ...energy,
    ...(confidence !== undefined && { confidence }),
    ...(answer.fallback !== undefined && { fallback: answer.fallback }),
    ...(bytes_sent !== undefined && { bytes_sent }),
    ...(stack_free !== undefined && { stack_free }),
    ...(heap_free !== undefined && { heap_free }),
    ...(rss_B !== undefined && { rss_B }),
    ...(cpu_us !== undefined && { cpu_us }),
    ...(host_us !== undefined && { host_us }),
    ...(link_us !== undefined && { link_us }),
    ...answer.extra,
  };
};
