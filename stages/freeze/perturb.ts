import { createRandom } from '../../acceptance/index.ts';
import { PilotError, type Place } from '../../documents/pilot-error.ts';
import { quantityIn } from '../../documents/units.ts';
import type { Stimulus } from '../../schemas/types/stimulus.ts';
import type { Suite } from '../../schemas/types/suite.ts';
import { numbersIn, payloadOf } from './payload.ts';

/** How a scenario disturbs its stimuli. */
export type Perturbation = NonNullable<NonNullable<Suite['scenarios']>[string]['perturb']>;

type Disturb = (numbers: readonly number[], random: () => number) => number[];

/** A standard normal deviate (Box and Muller 1958); 1 - u keeps the logarithm finite. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const ratioOf = (level: string): number => 10 ** (quantityIn(level, 'dB') / 20);

const amplified =
  (factor: number): Disturb =>
  (numbers) =>
    numbers.map((value) => value * factor);

/**
 * Noise that much below the signal, whose strength is its root mean square about its mean: gravity
 * or another constant part is no signal. A constant window gets none.
 */
const noisy =
  (signalToNoise: number): Disturb =>
  (numbers, random) => {
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const square = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length;
    const deviation = Math.sqrt(square) / signalToNoise;
    return numbers.map((value) => value + deviation * normal(random));
  };

/** Losses of `burst` numbers in a row that begin often enough for the share that is asked for. */
const broken =
  (share: number, burst: number): Disturb =>
  (numbers, random) => {
    const beginning = share / (share + burst * (1 - share));
    let left = 0;
    return numbers.map((value) => {
      if (left === 0 && random() < beginning) left = burst;
      if (left === 0) return value;
      left -= 1;
      return 0;
    });
  };

const stuck: Disturb = (numbers) => numbers.map(() => numbers[0] ?? 0);

/** In the order in which a signal suffers them: sensor, amplifier, noise, transmission. */
const disturbances = ({ noise, gain, dropout, burst, stuck: isStuck }: Perturbation): Disturb[] => [
  ...(isStuck ? [stuck] : []),
  ...(gain === undefined ? [] : [amplified(ratioOf(gain))]),
  ...(noise === undefined ? [] : [noisy(ratioOf(noise))]),
  ...(dropout === undefined ? [] : [broken(quantityIn(dropout, '1'), burst ?? 1)]),
];

/** "noise 20 dB, gain -6 dB", for the tag every disturbed stimulus carries. */
const wordsOf = (perturb: Perturbation): string =>
  (['stuck', 'gain', 'noise', 'dropout', 'burst'] as const)
    .filter((name) => perturb[name] !== undefined)
    .map((name) => (perturb[name] === true ? name : `${name} ${perturb[name]}`))
    .join(', ');

const invalid = (message: string, hint: string, where: Place): PilotError =>
  new PilotError({ code: 'PERTURB_INVALID', message, hint, where });

const checked = (perturb: Perturbation, where: Place): Disturb[] => {
  const share = perturb.dropout === undefined ? 0 : quantityIn(perturb.dropout, '1');
  if (share < 0 || share >= 1) {
    throw invalid(
      `A dropout of ${perturb.dropout} leaves nothing`,
      'Write a share from 0 % to below 100 %.',
      where,
    );
  }
  const all = disturbances(perturb);
  if (all.length > 0) return all;
  throw invalid(
    'Nothing is said about how the stimuli are disturbed',
    'Add noise, gain, dropout or stuck, or leave `perturb` out.',
    where,
  );
};

/**
 * Stimuli as a worse sensor would have given them: the same ones for the same seed. Each gets an
 * id of its own, since it is another sample, and the tag `perturbation`. Throws PERTURB_INVALID.
 */
export const perturbed = (
  stimuli: readonly Stimulus[],
  scenario: string,
  perturb: Perturbation,
  where: Place,
): Stimulus[] => {
  const all = checked(perturb, where);
  const random = createRandom(perturb.seed ?? 1);
  const perturbation = wordsOf(perturb);
  let varying = 0;
  let changed = 0;
  const given = stimuli.map((stimulus) => {
    const numbers = numbersIn(stimulus.x, perturb.format);
    if (!numbers) {
      throw invalid(
        `The payload of sample "${stimulus.sample}" is no whole number of ${perturb.format} numbers`,
        'Name the format the stimulus file holds.',
        where,
      );
    }
    const disturbed = all.reduce<readonly number[]>((each, next) => next(each, random), numbers);
    const x = payloadOf(disturbed, perturb.format);
    if (numbers.some((number) => number !== numbers[0])) varying += 1;
    if (x !== payloadOf(numbers, perturb.format)) changed += 1;
    return {
      ...stimulus,
      sample: `${stimulus.sample}~${scenario}`,
      tags: { ...stimulus.tags, perturbation },
      x,
    };
  });
  // What has no signal may well stay as it is.
  if (varying === 0 || changed > 0) return given;
  throw invalid(
    `"${perturbation}" changes no stimulus of the scenario`,
    `It is lost in the steps of ${perturb.format}: disturb them more, or leave \`perturb\` out.`,
    where,
  );
};
