import { describe, expect, test } from 'vitest';
import { numbersIn, payloadOf, type PayloadFormat } from './payload.ts';
import { perturbed, type Perturbation } from './perturb.ts';

const where = { file: 'a.suite.yaml', line: 9, column: 5 };
const wave = Array.from(
  { length: 20_000 },
  (_, index) => 4000 + 2000 * Math.sin((2 * Math.PI * index) / 50),
);

const disturbed = (perturb: Perturbation, numbers: readonly number[] = wave): number[] => {
  const stimulus = { sample: 'a', x: payloadOf(numbers, perturb.format), tags: { mount: 'left' } };
  const [first] = perturbed([stimulus], 'noisy', perturb, where);
  return numbersIn(first!.x, perturb.format) ?? [];
};

const meanSquare = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value * value, 0) / values.length;

describe('a perturbed stimulus', () => {
  test.each(['10 dB', '20 dB', '30 dB'])(
    'has noise %s below the signal about its mean',
    (noise) => {
      const given = disturbed({ format: 'float32', noise });
      const added = given.map((value, index) => value - wave[index]!);
      const signal = (2000 * 2000) / 2;
      const dB = 10 * Math.log10(signal / meanSquare(added));
      // The mean square of 20,000 deviates scatters by 1 %, which is 0.04 dB; four times that.
      expect(Math.abs(dB - Number.parseFloat(noise))).toBeLessThan(0.18);
      expect(Math.abs(added.reduce((sum, value) => sum + value, 0) / added.length)).toBeLessThan(
        30,
      );
    },
  );

  test('is half as large at -6.0206 dB', () => {
    const given = disturbed({ format: 'float32', gain: '-6.0206 dB' });
    expect(given[10]! / wave[10]!).toBeCloseTo(0.5, 5);
  });

  test.each([
    [1, 0.05],
    [8, 0.05],
    [8, 0.4],
  ])('in bursts of %i loses the share %f that is asked for', (burst, share) => {
    const given = disturbed({ format: 'int16', dropout: `${share * 100} %`, burst });
    const lost = given.filter((value) => value === 0).length / given.length;
    // One standard error of the share, with bursts counted as one, times four.
    const error = 4 * Math.sqrt((share * (1 - share) * burst) / given.length);
    expect(Math.abs(lost - share)).toBeLessThan(error);
  });

  test('of a stuck sensor is one number', () => {
    expect(new Set(disturbed({ format: 'int16', stuck: true })).size).toBe(1);
  });

  test('is clipped as a converter would, never wrapped', () => {
    expect(disturbed({ format: 'int8', gain: '40 dB' }, [-5, -1, 0, 1, 5])).toEqual([
      -128, -100, 0, 100, 127,
    ]);
    expect(disturbed({ format: 'uint8', gain: '40 dB' }, [0, 1, 200])).toEqual([0, 100, 255]);
  });

  test('is the same for the same seed, and another for another', () => {
    const noise = { format: 'int16', noise: '20 dB' } as const;
    expect(disturbed({ ...noise, seed: 7 })).toEqual(disturbed({ ...noise, seed: 7 }));
    expect(disturbed({ ...noise, seed: 7 })).not.toEqual(disturbed({ ...noise, seed: 8 }));
  });

  test('keeps its truth and tags, and gets an id and a tag of its own', () => {
    const stimulus = { sample: 'a', truth: 'normal', tags: { mount: 'left' }, x: 'AAAA' };
    const perturb: Perturbation = { format: 'uint8', gain: '-6 dB', dropout: '5 %', seed: 3 };
    expect(perturbed([stimulus], 'weak', perturb, where)).toEqual([
      {
        ...stimulus,
        sample: 'a~weak',
        tags: { mount: 'left', perturbation: 'gain -6 dB, dropout 5 %' },
      },
    ]);
  });

  test('of no signal stays as it is', () => {
    expect(disturbed({ format: 'int16', noise: '20 dB' }, [7, 7, 7])).toEqual([7, 7, 7]);
    expect(disturbed({ format: 'int16', noise: '20 dB' }, [])).toEqual([]);
  });
});

test.each<[string, Perturbation, string]>([
  ['nothing to do', { format: 'int16' }, 'Nothing is said'],
  ['all lost', { format: 'int16', dropout: '100 %' }, 'leaves nothing'],
  ['another format', { format: 'int16', gain: '-6 dB' }, 'no whole number of int16'],
])('%s is refused with its place', (_, perturb, message) => {
  const stimuli = [{ sample: 'a', x: Buffer.alloc(3).toString('base64') }];
  expect(() => perturbed(stimuli, 'noisy', perturb, where)).toThrowError(
    expect.objectContaining({
      code: 'PERTURB_INVALID',
      where,
      message: expect.stringContaining(message),
    }),
  );
});

test('what changes nothing is refused, where there is something to change', () => {
  const faint = payloadOf([10, -10, 10, -10], 'int8');
  const noise = { format: 'int8', noise: '40 dB' } as const;
  const of = (...payloads: string[]): unknown =>
    perturbed(
      payloads.map((x) => ({ sample: 'a', x })),
      'noisy',
      noise,
      where,
    );
  expect(() => of(faint, faint)).toThrowError(
    expect.objectContaining({
      code: 'PERTURB_INVALID',
      where,
      message: '"noise 40 dB" changes no stimulus of the scenario',
    }),
  );
  expect(of(payloadOf([3, 3], 'int8'), payloadOf([100, -100, 100, -100], 'int8'))).toHaveLength(2);
});

test.each<PayloadFormat>(['int8', 'uint8', 'int16', 'float32'])(
  '%s numbers survive the way there and back',
  (format) => {
    expect(numbersIn(payloadOf([0, 1, 100, 127], format), format)).toEqual([0, 1, 100, 127]);
  },
);
