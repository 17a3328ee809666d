import type { Said, Timing } from './edge-impulse-lines.ts';
import type { Message } from './protocol.ts';

/** How results are read. */
export interface ResultOptions {
  /** Classes in the order of an array of scores; names come with the scores elsewhere. */
  readonly labels: readonly string[];
  /** Whether latency is that of the classification, or of all parts together. */
  readonly latency: 'classification' | 'all';
}

/** Puts the lines of a result together. */
export interface Results {
  /** Takes a line; gives the message that it completes. */
  take: (said: Said) => Message | undefined;
  /** Nothing more comes for now: the result that is open, if there is one. */
  finish: () => Message | undefined;
  isOpen: () => boolean;
}

const mostClasses = 1000;

interface Open {
  readonly timing?: Timing;
  readonly scores: { readonly label: string; readonly value: number }[];
  readonly boxes: { readonly label: string; readonly value: number }[];
  anomaly?: number;
  regression?: number;
}

const broken = (why: string): Message => ({ type: 'malformed', of: 'result', why });

const timeOf = (timing: Timing | undefined, latency: ResultOptions['latency']): object => {
  if (!timing) return { untimed: 'the device told no time' };
  const { dsp_us = 0, classification_us, anomaly_us = 0, resolution_us } = timing;
  const time_us = latency === 'all' ? dsp_us + classification_us + anomaly_us : classification_us;
  // Without the classification the rest is not the time of an inference.
  if (classification_us > 0) return { ticks: time_us };
  return { untimed: `told as 0 in steps of ${resolution_us} us` };
};

const partsOf = ({ timing, anomaly, regression, boxes }: Open): Record<string, unknown> => ({
  ...(timing?.dsp_us !== undefined && { x_dsp_us: timing.dsp_us }),
  ...(timing?.anomaly_us !== undefined && { x_anomaly_us: timing.anomaly_us }),
  ...(timing && { x_resolution_us: timing.resolution_us }),
  ...(anomaly !== undefined && { x_anomaly: anomaly }),
  ...(regression !== undefined && { x_regression: regression }),
  ...(boxes.length > 0 && { x_objects: boxes.length }),
});

const likeliest = (found: Open['scores']): Open['scores'][number] | undefined => {
  let best = found[0];
  for (const one of found) if (best && one.value > best.value) best = one;
  return best;
};

/** What a result answers: its likeliest class, or what stands in for one. */
const labelOf = ({ scores, boxes, regression }: Open): string => {
  const best = likeliest(scores.length > 0 ? scores : boxes);
  // Boards that answer 1 for what they recognise answer 0 for all else.
  if (best) return best.value > 0 ? best.label : 'none';
  return regression === undefined ? 'none' : String(regression);
};

const messageOf = (open: Open, options: ResultOptions): Message => {
  const { scores, boxes, anomaly, regression } = open;
  const values = scores.map(({ value }) => value);
  const all = [...values, ...boxes.map(({ value }) => value), anomaly ?? 0, regression ?? 0];
  if (!all.every(Number.isFinite)) return broken('numbers');
  if (new Set(scores.map(({ label }) => label)).size < scores.length) return broken('labels');
  const isShare = values.every((value) => value >= 0 && value <= 1);
  const confidence = likeliest(scores)?.value;
  return {
    type: 'inference',
    label: labelOf(open),
    ...timeOf(open.timing, options.latency),
    ...(scores.length > 0 && { scores: values }),
    ...(isShare && confidence !== undefined && { confidence }),
    extra: partsOf(open),
  };
};

/**
 * Results of either dialect, and of scores in one array. Lines in between that are of neither are
 * left to the caller; they end nothing, since other threads print as they like.
 */
export const createResults = (options: ResultOptions): Results => {
  let open: Open | undefined;
  const finish = (): Message | undefined => {
    const done = open;
    open = undefined;
    if (!done) return undefined;
    const { scores, boxes, anomaly, regression } = done;
    if (scores.length + boxes.length > mostClasses) return broken('number of classes');
    const says =
      scores.length + boxes.length > 0 || anomaly !== undefined || regression !== undefined;
    return says || done.timing ? messageOf(done, options) : undefined;
  };
  const array = (values: readonly number[]): Message => {
    const { labels } = options;
    if (labels.length > 0 && labels.length !== values.length) return broken('number of scores');
    const scores = values.map((value, index) => ({
      label: labels[index] ?? `class ${index}`,
      value,
    }));
    return messageOf({ ...(open?.timing && { timing: open.timing }), scores, boxes: [] }, options);
  };
  return {
    finish,
    isOpen: () => open !== undefined,
    take(said) {
      switch (said.kind) {
        case 'timing': {
          const before = finish();
          open = { timing: said, scores: [], boxes: [] };
          return before;
        }
        case 'score':
          // Without a result to belong to it is a line of something else.
          if (open && open.scores.length <= mostClasses) open.scores.push(said);
          return undefined;
        case 'box':
          if (open && open.boxes.length <= mostClasses) open.boxes.push(said);
          return undefined;
        case 'anomaly':
          if (open) open.anomaly = said.value;
          return undefined;
        case 'regression':
          if (open) open.regression = said.value;
          return undefined;
        case 'array': {
          const message = array(said.values);
          open = undefined;
          return message;
        }
        case 'broken':
          open = undefined;
          return { type: 'malformed', of: said.of, why: said.why };
        case 'error':
        case 'timeout':
          open = undefined;
          return errorOf(said);
        case 'result': {
          const done = finish();
          return said.code === 0 ? done : errorOf(said);
        }
        case 'end':
        case 'prompt':
          return finish();
        default:
          return undefined;
      }
    },
  };
};

/** The error that a line by itself is, if it is one. */
export const errorOf = (said: Said): Message | undefined => {
  if (said.kind === 'error') return { type: 'error', code: said.code, detail: said.detail };
  if (said.kind === 'timeout') {
    return {
      type: 'error',
      code: 'TIMEOUT',
      detail: 'a piece of the stimulus came too late for it',
    };
  }
  if (said.kind === 'result' && said.code !== 0) {
    return { type: 'error', code: `RESULT ${said.code}`, detail: 'the classifier failed' };
  }
  return undefined;
};
