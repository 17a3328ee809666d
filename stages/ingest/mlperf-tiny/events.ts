import { between_us } from '../../../device-harness/index.ts';
import type { TelemetryEvent } from '../../../schemas/types/telemetry.ts';
import type { TelemetryLine } from '../read-telemetry.ts';
import type { Answer } from './answers.ts';
import type { Classes } from './classes.ts';
import { type Pass, type RunnerSession, sourceFault } from './session.ts';

/** What every event of a folder shares. */
export interface Sender {
  readonly device: string;
  readonly model: string | undefined;
  readonly firmware: string | undefined;
}

type Body = Partial<TelemetryEvent> & Pick<TelemetryEvent, 'kind'>;

/** Numbers events and keeps the device's time between readings of its clock that wraps. */
const createEnvelope = (sender: Sender, mode: RunnerSession['mode']) => {
  const { device, model, firmware } = sender;
  let [seq, time_us] = [0, 0];
  let latest: number | undefined;
  return {
    /** Time of a reading since the first one. */
    at: (reading: number): void => {
      // A clock that began anew between two windows says nothing of the time between them.
      time_us += latest === undefined ? 0 : between_us(latest, reading) || 0;
      latest = reading;
    },
    after: (elapsed_us: number): void => {
      time_us += elapsed_us;
    },
    event: (body: Body): TelemetryEvent => ({
      v: 1,
      device,
      session: mode,
      seq: seq++,
      time_us: Math.round(time_us),
      scenario: mode,
      ...(firmware !== undefined && { firmware }),
      ...(model !== undefined && { model }),
      ...body,
    }),
  };
};

const lineOf = (event: TelemetryEvent): TelemetryLine => ({
  line: event.seq + 1,
  value: event as unknown as Record<string, unknown>,
});

const lapsOf = ({ laps, where, file }: Pass): readonly [number, number] => {
  if (laps) return laps;
  throw sourceFault(`The window of ${file} has no two readings of the device's clock`, where());
};

const backwards = ({ seq }: TelemetryEvent, file: string): TelemetryLine => ({
  line: seq + 1,
  reason: `the clock runs backwards between the two readings of ${file}`,
});

/** One event a timed window, with the energy of the monitor where there is one. */
export const windowLines = (session: RunnerSession, sender: Sender): TelemetryLine[] => {
  const envelope = createEnvelope(sender, session.mode);
  return session.passes.map((pass): TelemetryLine => {
    const { file, iterations, warmups, power } = pass;
    const body = { kind: 'window', sample: file, inferences: iterations, warmups } as const;
    if (!power) {
      const [start, end] = lapsOf(pass);
      envelope.at(start);
      envelope.at(end);
      const event = envelope.event({ ...body, elapsed_us: between_us(start, end) });
      return Number.isNaN(event.elapsed_us) ? backwards(event, file) : lineOf(event);
    }
    envelope.after(power.recorded_us);
    const { energy_uJ, elapsed_us } = power;
    const event = envelope.event({ ...body, elapsed_us });
    // Energy that is not known would make a better median of what is left.
    return Number.isFinite(energy_uJ) && energy_uJ >= 0
      ? lineOf({ ...event, energy_uJ })
      : { line: event.seq + 1, reason: `power samples of ${file} are missing between its edges` };
  });
};

/** One event a file of the accuracy run. */
export const answerLines = (
  answers: readonly Answer[],
  classes: Classes,
  sender: Sender,
): TelemetryLine[] => {
  const envelope = createEnvelope(sender, 'accuracy');
  return answers.map(({ file, truth, scores, best, latency_us, pass }, index) => {
    const { laps } = pass;
    if (laps) for (const lap of laps) envelope.at(lap);
    const event = envelope.event({
      kind: 'inference',
      sample: file,
      ...(latency_us === undefined
        ? { untimed: 'the runner recorded no readings of the clock' }
        : { latency_us: Math.round(latency_us) }),
      start: index === 0 ? 'cold' : 'warm',
      // What is no number is no answer; it is kept and counts as wrong.
      label: best === undefined ? 'none' : classes.scores[best]!,
      ...(truth !== undefined && { truth: classes.truths[truth]! }),
      ...(best !== undefined && { scores: [...scores] }),
    });
    return Number.isNaN(event.latency_us) ? backwards(event, file) : lineOf(event);
  });
};
