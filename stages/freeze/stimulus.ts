import { readJsonLines } from '../../documents/json-lines.ts';
import { PilotError, type Place } from '../../documents/pilot-error.ts';
import { firstComplaint } from '../../documents/schema-errors.ts';
import { validatorOf } from '../../documents/schemas.ts';
import type { Stimulus } from '../../schemas/types/stimulus.ts';

const checked = (file: string, line: number, value: Record<string, unknown>): Stimulus => {
  const validate = validatorOf('stimulus');
  if (validate(value)) return value as unknown as Stimulus;
  const { message, hint } = firstComplaint(validate.errors ?? []);
  throw new PilotError({ code: 'STIMULUS_INVALID', message, hint, where: { file, line } });
};

/** Reads a stimulus file. Throws STIMULUS_INVALID or DUPLICATE_SAMPLE with the line, FILE_MISSING. */
export const readStimuli = async (file: string, from: Place): Promise<Stimulus[]> => {
  const stimuli: Stimulus[] = [];
  const seen = new Map<string, number>();
  try {
    for await (const { line, value, reason } of readJsonLines(file)) {
      if (!value) {
        throw new PilotError({
          code: 'STIMULUS_INVALID',
          message: `This line is ${reason ?? 'not readable'}`,
          hint: 'A stimulus file holds one JSON object a line: {"sample", "x", and where known "device", "truth", "tags"}.',
          where: { file, line },
        });
      }
      const stimulus = checked(file, line, value);
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
