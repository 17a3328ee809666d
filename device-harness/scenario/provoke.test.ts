import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Step } from '../../schemas/types/suite.ts';
import { type Driven, driveThrough } from '../testing/drive.ts';

const script = fileURLToPath(new URL('../testing/late-state-device.mjs', import.meta.url));

/** Brings faults about that each have to lead to the state "safe" within 300 ms. */
const inject = async (...faults: string[]): Promise<Driven> => {
  const steps = faults.map((fault): Step => {
    return { inject: fault, 'expect-state': 'safe', within: '300 ms' };
  });
  return driveThrough({ id: 'd-1', transport: { kind: 'memory', script } }, steps);
};

const outcomes = ({ events }: Driven): unknown[] =>
  events.flatMap(({ kind, outcome }) => (kind === 'state' ? [outcome] : []));

test('a device that is always late never passes with the state it owes from before', async () => {
  const driven = await inject('after-400', 'after-400', 'after-400');
  expect(driven.outcome.outcome).toBe('complete');
  expect(outcomes(driven)).toEqual(['late', 'late', 'late']);
  const noise = driven.journal.filter(({ kind }) => kind === 'noise');
  expect(noise.map(({ message }) => message)).toEqual(
    Array(3).fill('said after the state safe was due'),
  );
});

test('a state that is told twice answers one injection only', async () => {
  const driven = await inject('twice', 'never');
  expect(outcomes(driven)).toEqual(['ok', 'late']);
});
