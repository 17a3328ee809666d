import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../testing/seeded-random.ts';
import { bareLoop } from './bare-loop.ts';
import { createBoard } from './board.ts';
import { powerUp, type Chip } from './chip.ts';
import { fastCore } from './fast-core.ts';
import type { Memory } from './memory.ts';
import { kinds } from './thumb-patterns.ts';

const instructionAt = 0x200;

const memory = (random: (below: number) => number): Memory => {
  const buffer = new ArrayBuffer(4096 + 4096);
  new Uint8Array(buffer).set(Uint8Array.from({ length: 8192 }, () => random(256)));
  return {
    flash: new Uint8Array(buffer, 0, 4096),
    ram: new Uint8Array(buffer, 4096, 4096),
    vectors: 0x1000_0000,
  };
};

/** Small, huge, and pointers into flash, RAM and nowhere: what programs hold and what they should not. */
const word = (random: (below: number) => number): number => {
  const bases = [0, 0x1000_0000, 0x2000_0000, 0x2000_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_ff00];
  return (bases[random(bases.length)]! + random(4096)) >>> 0;
};

const stateOf = ({ core, takeFault }: Chip, { flash, ram }: Memory): unknown => ({
  registers: [...core.registers],
  flags: [core.N, core.Z, core.C, core.V],
  cycles: core.cycles,
  waiting: core.waiting,
  memory: Buffer.concat([flash, ram]).toString('base64'),
  fault: takeFault(),
});

const twins = (seed: number) =>
  [0, 1].map(() => {
    const random = seededRandom(seed);
    const held = memory(random);
    const chip = powerUp(held, 12e6);
    chip.takeFault();
    return { chip, held, execute: fastCore(chip, held) };
  });

test('every kind of instruction does what the emulator does, on random state', () => {
  const random = seededRandom(6);
  const [fast, stock] = twins(3) as [ReturnType<typeof twins>[0], ReturnType<typeof twins>[0]];
  const met = new Set<number>();
  for (let turn = 0; turn < 6000; turn += 1) {
    // One pattern in turn, its operands at random.
    const wanted = turn % 51;
    let opcode = random(0x1_0000);
    while (kinds[opcode] !== wanted) opcode = random(0x1_0000);
    const [second, flags] = [
      random(2) === 0 ? random(0x1_0000) : 0xd000 | random(0x1_0000),
      random(16),
    ];
    const registers = Array.from({ length: 15 }, () => word(random));
    registers[13] = 0x2000_0000 + 4 * random(1030);
    for (const { chip, held } of [fast, stock]) {
      const { core } = chip;
      new DataView(held.flash.buffer).setUint16(instructionAt, opcode, true);
      new DataView(held.flash.buffer).setUint16(instructionAt + 2, second, true);
      core.registers.set([...registers, 0x1000_0000 + instructionAt]);
      core.N = (flags & 9) === 1;
      core.Z = (flags & 8) !== 0;
      core.C = (flags & 2) !== 0;
      core.V = (flags & 4) !== 0;
      core.waiting = core.interruptsUpdated = core.pendingSVCall = core.PM = false;
      chip.clock.fireDue();
      chip.clock.limitTo(chip.clock.now() + 1);
    }
    fast.execute();
    stock.chip.core.executeInstruction();
    const what = `${opcode.toString(16)} ${second.toString(16)} of kind ${wanted}, turn ${turn}`;
    expect(stateOf(fast.chip, fast.held), what).toEqual(stateOf(stock.chip, stock.held));
    met.add(wanted);
  }
  expect(met.size).toBe(51);
});

describe('a whole firmware', () => {
  test.each([
    ['int8-candidate', 6],
    ['float-baseline', 2],
  ])('%s gives the answers and ticks of the bare emulator loop', (build, count) => {
    const elf = readFileSync(
      new URL(`../../../fixtures/firmware/pump-guard/images/${build}.elf`, import.meta.url),
    );
    const random = seededRandom(count);
    const commands = Array.from({ length: count }, (_, index) => {
      const window = Buffer.from(Array.from({ length: 768 }, () => random(256)));
      return JSON.stringify({ cmd: 'infer', sample: `w-${index}`, x: window.toString('base64') });
    });
    const board = createBoard({ elf });
    board.run(1e5, 1e9);
    board.take();
    const answers = commands.map((command) => {
      board.feed(Buffer.from(`${command}\n`));
      expect(board.run(board.time_us() + 10e6, 1e12)).toBe('spoke');
      return Buffer.from(board.take()).toString('utf8').trimEnd();
    });
    const { answers: expected } = bareLoop(elf, commands);
    for (const [index, answer] of answers.entries()) {
      const [ours, bare] = [JSON.parse(answer), JSON.parse(expected[index]!)];
      // The microsecond timer's phase differs with when the bytes arrive, by one tick at most.
      expect(Math.abs(ours.ticks - bare.ticks)).toBeLessThanOrEqual(1);
      expect(ours).toEqual({ ...bare, ticks: ours.ticks });
    }
  });
});
