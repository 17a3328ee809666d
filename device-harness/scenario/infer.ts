import type { Stimulus } from '../../schemas/types/stimulus.ts';
import { fault } from '../fault.ts';
import { inferenceEnergy_uJ } from '../power/modelled.ts';
import type { Heard, Identity, Inference } from '../protocols/protocol.ts';
import type { Usage } from '../transports/transport.ts';
import { answerOf, type Context, verbOf } from './context.ts';
import { watchSpan } from './host-span.ts';
import { inferenceEvent } from './inference-event.ts';
import type { EventBody } from './session.ts';

const check = (answer: Inference, stimulus: Stimulus, { labels }: Identity): void => {
  if (answer.sample !== undefined && answer.sample !== stimulus.sample) {
    throw fault('PROTOCOL', `it answered for "${answer.sample}" when asked "${stimulus.sample}"`);
  }
  if (labels.length === 0) return;
  if (!labels.includes(answer.label)) {
    throw fault('PROTOCOL', `it answered "${answer.label}", which is none of its labels`);
  }
  if (answer.scores && answer.scores.length !== labels.length) {
    throw fault('PROTOCOL', `it gave ${answer.scores.length} scores for ${labels.length} labels`);
  }
};

/** Joules to nine places are far below what a data sheet's current is good for. */
const rounded = (uJ: number): number => Math.round(uJ * 1e3) / 1e3;

const energyOf = (
  { currents }: Context,
  marked_s: number | undefined,
  { line }: Heard<Inference>,
): Pick<EventBody, 'energy_uJ'> => {
  if (!currents || !line.meter || marked_s === undefined) return {};
  return { energy_uJ: rounded(inferenceEnergy_uJ(line.meter.marked_s - marked_s, currents)) };
};

/** What a process of this machine used; what it says of itself in its answer comes first. */
const usageOf = (
  before: Usage | undefined,
  after: Usage | undefined,
): Pick<EventBody, 'rss_B' | 'cpu_us'> => ({
  ...(after && { rss_B: after.rss_B }),
  ...(before && after && { cpu_us: after.cpu_us - before.cpu_us }),
});

const inferOne = async (context: Context, stimulus: Stimulus, within_us: number): Promise<void> => {
  const { link, protocol, session } = context;
  const marked_s = link.meter()?.marked_s;
  const used = link.usage();
  const span = watchSpan(context);
  const messages = verbOf(protocol, 'infer')(span.link, stimulus, link.now_us() + within_us);
  const heard = await answerOf(context, messages, 'inference');
  const answer = heard.message;
  check(answer, stimulus, session.identity());
  session.emit(heard.line.time_us, {
    ...span.until(heard),
    ...usageOf(used, link.usage()),
    ...inferenceEvent(answer, stimulus, session, energyOf(context, marked_s, heard)),
  });
};

/** Puts the next `count` stimuli to the device, or all that remain. The deadline is each one's. */
export const infer = async (
  context: Context,
  count: number | 'all',
  within_us: number,
): Promise<void> => {
  const wanted = count === 'all' ? context.remaining.length : count;
  if (wanted === 0 || wanted > context.remaining.length) {
    throw fault(
      'STIMULUS',
      `the scenario asks for ${count === 'all' ? 'its remaining' : count} stimuli and ${context.remaining.length} are left`,
    );
  }
  for (const stimulus of context.remaining.splice(0, wanted)) {
    await inferOne(context, stimulus, within_us);
  }
};
