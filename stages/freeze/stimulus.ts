import { readJsonLines } from '../../documents/json-lines.ts';
import { PilotError, type Place } from '../../documents/pilot-error.ts';

/** One labelled stimulus, as a line of a stimulus file holds it. */
export interface Stimulus {
  readonly sample: string;
  /** Only this device gets it; every device where absent. */
  readonly device?: string;
  readonly truth?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Payload, base64. */
  readonly x: string;
}

const refuse = (file: string, line: number, message: string): never => {
  throw new PilotError({
    code: 'STIMULUS_INVALID',
    message,
    hint: 'A line holds {"sample", "x", and where known "device", "truth", "tags"}.',
    where: { file, line },
  });
};

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const checked = (file: string, line: number, value: Record<string, unknown>): Stimulus => {
  const { sample, device, truth, tags, x } = value;
  if (!isText(sample)) return refuse(file, line, 'This stimulus has no "sample" id');
  if (!isText(x)) return refuse(file, line, `Stimulus "${sample}" has no payload "x"`);
  for (const [key, field] of Object.entries({ device, truth })) {
    if (field !== undefined && !isText(field))
      refuse(file, line, `"${key}" of "${sample}" is no text`);
  }
  if (tags !== undefined && (typeof tags !== 'object' || tags === null)) {
    refuse(file, line, `"tags" of "${sample}" is no object`);
  }
  return value as unknown as Stimulus;
};

/** Reads a stimulus file. Throws STIMULUS_INVALID or DUPLICATE_SAMPLE with the line, FILE_MISSING. */
export const readStimuli = async (file: string, from: Place): Promise<Stimulus[]> => {
  const stimuli: Stimulus[] = [];
  const seen = new Map<string, number>();
  try {
    for await (const { line, value, reason } of readJsonLines(file)) {
      if (!value) refuse(file, line, `This line is ${reason}`);
      const stimulus = checked(file, line, value!);
      const key = `${stimulus.device ?? ''}\u0000${stimulus.sample}`;
      const earlier = seen.get(key);
      if (earlier !== undefined) {
        throw new PilotError({
          code: 'DUPLICATE_SAMPLE',
          message: `Sample "${stimulus.sample}" stands in line ${earlier} already`,
          hint: 'Give every stimulus its own id; results are paired by it.',
          where: { file, line },
        });
      }
      seen.set(key, line);
      stimuli.push(stimulus);
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new PilotError({
      code: 'FILE_MISSING',
      message: `The stimulus file ${file} does not exist`,
      hint: 'Check the path; it is relative to the suite.',
      where: from,
      cause,
    });
  }
  return stimuli;
};

/** The stimuli one device gets, in file order, at most `most`. */
export const stimuliFor = (
  stimuli: readonly Stimulus[],
  device: string,
  most: number = Number.POSITIVE_INFINITY,
): Stimulus[] =>
  stimuli.filter((stimulus) => (stimulus.device ?? device) === device).slice(0, most);
