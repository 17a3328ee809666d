import { readFileSync } from 'node:fs';
import { driveDevice } from '../dist/device-harness/index.js';
import { bareLoop } from '../dist/device-harness/emulators/rp2040/bare-loop.js';
import { sideBySide, timed } from './timing.mjs';

const inferences = 60;
const elf = readFileSync('fixtures/firmware/pump-guard/images/int8-candidate.elf');
const stimuli = readFileSync('fixtures/pump/steady-state.ndjson', 'utf8')
  .split('\n', inferences)
  .map((line) => JSON.parse(line));

const ours = () =>
  timed(async () => {
    const outcome = await driveDevice({
      device: { id: 'bench', transport: { kind: 'emulator', board: 'rp2040' } },
      scenarios: [{ id: 'steady', steps: ['reset', 'infer'] }],
      stimuli: { steady: stimuli },
      image: { elf, clock_Hz: 12e6 },
      onEvent: () => undefined,
      onJournal: () => undefined,
      signal: new AbortController().signal,
    });
    if (outcome.inferences !== inferences) throw new Error(`only ${outcome.inferences} inferences`);
  });

const commands = stimuli.map(({ sample, x }) => JSON.stringify({ cmd: 'infer', sample, x }));
const floor = () =>
  timed(() => {
    const { answers } = bareLoop(elf, commands, 12e6);
    if (answers.length !== inferences) throw new Error(`only ${answers.length} answers`);
  });

/** Inferences per second through worker, link, protocol and events, beside the emulator alone. */
export const measure = async () => {
  await ours();
  const [a, b] = (await sideBySide(5, ours, floor)).map((ms) => (inferences * 1000) / ms);
  const ratio = a / b;
  return [
    {
      name: 'emulated-inferences',
      unit: '1/s',
      ours: a,
      beside: 'bare emulator loop',
      floor: b,
      ratio,
      bar: 'ratio >= 0.8',
      ok: ratio >= 0.8,
    },
  ];
};
