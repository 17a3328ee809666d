import { RP2040 } from 'rp2040js';
import { loadImage } from './memory.ts';

/** What the emulator's own clock has beyond its declared interface. */
interface TickingClock {
  tick: (nanoseconds: number) => void;
  readonly nanosToNextAlarm: number;
}

const newline = 0x0a;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * The floor that the harness is measured against: the same firmware on the emulator as it comes,
 * in this thread, with no pacing of output, no accounting, no faults and no way to stop it. Each
 * command is one line; the result has each one's answer line.
 */
export const bareLoop = (
  elf: Uint8Array,
  commands: readonly string[],
  clock_Hz: number = 12e6,
): { readonly answers: string[]; readonly cycles: number } => {
  const memory = loadImage(elf);
  const mcu = new RP2040();
  const { core } = mcu;
  const clock = mcu.clock as unknown as TickingClock;
  const uart = mcu.uart[0]!;
  const cycle_ns = 1e9 / clock_Hz;
  const byte_ns = 1e10 / 115_200;
  mcu.logger = silent;
  mcu.flash.set(memory.flash);
  core.VTOR = memory.vectors;
  core.SP = mcu.readUint32(memory.vectors);
  core.PC = mcu.readUint32(memory.vectors + 4) & ~1;

  let line: number[] = [];
  let answers: string[] = [];
  uart.onByte = (byte) => {
    if (byte !== newline) line.push(byte);
    else {
      answers.push(Buffer.from(line).toString('utf8'));
      line = [];
    }
  };
  const step = (): void => {
    if (core.waiting) clock.tick(clock.nanosToNextAlarm);
    else clock.tick(core.executeInstruction() * cycle_ns);
  };
  while (!core.waiting) step();

  answers = [];
  for (const command of commands) {
    const bytes = Buffer.from(`${command}\n`);
    let next = 0;
    const arrival = mcu.clock.createAlarm(() => {
      uart.feedByte(bytes[next++]!);
      if (next < bytes.length) arrival.schedule(byte_ns);
    });
    arrival.schedule(byte_ns);
    for (const before = answers.length; answers.length === before;) step();
  }
  return { answers, cycles: core.cycles };
};
