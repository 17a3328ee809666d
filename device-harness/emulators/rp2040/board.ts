import { GPIOPinState } from 'rp2040js';
import type { Meter } from '../../transports/transport.ts';
import { enterHardFault, mustWake, powerUp, type Chip } from './chip.ts';
import { fastCore } from './fast-core.ts';
import { loadImage } from './memory.ts';
import { attachUart, type PacedUart } from './uart.ts';

export interface BoardOptions {
  /** The linked firmware. */
  readonly elf: Uint8Array;
  /** Core clock; default 12 MHz, the crystal's frequency. */
  readonly clock_Hz?: number;
  /** Speed of the serial line; default 115200. */
  readonly baud?: number;
}

/**
 * Why a run paused: the device ended a burst of output, the granted time is over, the slice of
 * host time is used up (run again), or the core locked up and will never run again.
 */
export type Pause = 'spoke' | 'time' | 'slice' | 'locked-up';

/** One emulated RP2040 board. The same bytes in at the same virtual times give the same bytes out. */
export interface Board {
  feed: (bytes: Uint8Array) => void;
  /** Runs until `until_us` of virtual time since power-up, for at most `slice` instructions' cycles. */
  run: (until_us: number, slice: number) => Pause;
  /** What the device has sent since last asked. */
  take: () => Uint8Array;
  /** Virtual microseconds since power-up, resets included. */
  time_us: () => number;
  meter: () => Meter;
  resets: () => number;
  /** Why the core locked up. */
  lockUp: () => string | undefined;
}

const markerPin = 15;
const burst = 4096;

export const createBoard = ({ elf, clock_Hz = 12e6, baud = 115_200 }: BoardOptions): Board => {
  const memory = loadImage(elf);
  // Cycles of the power-ups before the present one.
  const past = { active: 0, slept: 0, marked: 0 };
  let deeplySlept = 0;
  let chip: Chip;
  let execute: () => void;
  let uart: PacedUart;
  let resets = 0;
  let resetRequested = false;
  let spoke = false;
  /** What left the device before its last reset and has not been taken yet. */
  let unheard = new Uint8Array();
  let asleep = false;
  let lockUp: string | undefined;
  let marked = 0;
  let markedSince: number | undefined;

  const start = (before?: Chip): void => {
    chip = powerUp(memory, clock_Hz, before);
    execute = fastCore(chip, memory);
    const inFlight = before ? uart.inFlight() : new Uint8Array();
    uart = attachUart(chip, {
      baud,
      burst,
      spoken() {
        spoke = true;
        chip.clock.interrupt();
      },
    });
    uart.feed(inFlight);
    const { core, clock, mcu, watchdog } = chip;
    watchdog.onWatchdogTrigger = () => {
      resetRequested = true;
      clock.interrupt();
    };
    mcu.gpio[markerPin]!.addListener((state) => {
      if (state === GPIOPinState.High) markedSince = core.cycles;
      else if (markedSince !== undefined) {
        marked += core.cycles - markedSince;
        markedSince = undefined;
      }
    });
  };
  start();

  const markedCycles = (): number =>
    marked + (markedSince === undefined ? 0 : chip.core.cycles - markedSince);
  const pastCycles = (): number => past.active + past.slept;
  const restart = (): void => {
    past.active += chip.core.cycles;
    past.slept += chip.clock.slept();
    past.marked += markedCycles();
    marked = 0;
    markedSince = undefined;
    asleep = resetRequested = false;
    resets += 1;
    // What still was in the transmit FIFO is lost with it.
    unheard = Buffer.concat([unheard, uart.take()]);
    spoke ||= unheard.length > 0;
    start(chip);
  };

  /** Everything that is not plain execution: faults, sleep, alarms, resets. */
  const attend = (): void => {
    const { clock, core } = chip;
    const fault = chip.takeFault();
    if (fault !== undefined && !enterHardFault(chip)) lockUp = fault;
    // The core's own waiting flag takes interrupts even when they are masked; ours only wakes.
    if (core.waiting) {
      core.waiting = false;
      asleep = true;
    }
    clock.fireDue();
    if (asleep && mustWake(chip)) asleep = false;
    if (resetRequested) restart();
  };

  const pauseReason = (limit: number, sliceEnd: number): Pause | undefined => {
    if (lockUp !== undefined) return 'locked-up';
    if (spoke) return 'spoke';
    if (pastCycles() + chip.clock.now() >= limit) return 'time';
    return past.active + chip.core.cycles >= sliceEnd ? 'slice' : undefined;
  };

  return {
    feed: (bytes) => uart.feed(bytes),
    run(until_us, slice) {
      const limit = Math.ceil((until_us * clock_Hz) / 1e6);
      const sliceEnd = past.active + chip.core.cycles + slice;
      spoke = false;
      for (;;) {
        const reason = pauseReason(limit, sliceEnd);
        if (reason) return reason;
        const { core, clock } = chip;
        const mayRun = asleep ? Infinity : sliceEnd - past.active - core.cycles;
        clock.limitTo(Math.min(limit - pastCycles(), clock.now() + mayRun));
        if (asleep) {
          const before = clock.slept();
          clock.sleepUntil(clock.nextStop());
          if (chip.deepSleep()) deeplySlept += clock.slept() - before;
        } else {
          execute();
        }
        attend();
      }
    },
    take() {
      const bytes = Buffer.concat([unheard, uart.take()]);
      unheard = new Uint8Array();
      return bytes;
    },
    time_us: () => Math.floor(((pastCycles() + chip.clock.now()) * 1e6) / clock_Hz),
    meter: () => ({
      active_s: (past.active + chip.core.cycles) / clock_Hz,
      idle_s: (past.slept + chip.clock.slept() - deeplySlept) / clock_Hz,
      sleep_s: deeplySlept / clock_Hz,
      marked_s: (past.marked + markedCycles()) / clock_Hz,
    }),
    resets: () => resets,
    lockUp: () => lockUp,
  };
};
