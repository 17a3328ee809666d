import { RP2040 } from 'rp2040js';
import { createClock, type VirtualClock } from './clock.ts';
import type { Memory } from './memory.ts';

/** The part of the watchdog that the emulator's declarations leave out. */
interface Watchdog {
  scratchData: Uint32Array;
  reason: number;
  onWatchdogTrigger: () => void;
}

/** One power-up of the microcontroller: everything a reset clears. */
export interface Chip {
  readonly mcu: RP2040;
  readonly core: RP2040['core'];
  readonly clock: VirtualClock;
  readonly watchdog: Watchdog;
  /** Whether the firmware has chosen deep sleep (SCR.SLEEPDEEP) for when it waits. */
  readonly deepSleep: () => boolean;
  /** What the bus or the decoder refused since last asked; silicon raises HardFault for it. */
  takeFault: () => string | undefined;
}

const hardFault = 3;
const undefinedInstruction = 0xdede_dede;

/** Filling 16 MB of flash would cost more than an inference, and it is replaced at once. */
class UnfilledChip extends RP2040 {
  override reset(): void {
    this.core.reset();
    this.pwm.reset();
  }
}

/** Flash reads; a store to it is a bus fault, since only the flash controller can write it. */
class ReadOnlyView extends DataView<ArrayBuffer> {
  readonly #refused: (address: number) => void;

  constructor(flash: Uint8Array<ArrayBuffer>, refused: (address: number) => void) {
    super(flash.buffer, flash.byteOffset, flash.length);
    this.#refused = refused;
  }

  override setUint32(offset: number): void {
    this.#refused(0x1000_0000 + offset);
  }
}

const watchdogOf = (mcu: RP2040): Watchdog => mcu.peripherals[0x4_0058] as unknown as Watchdog;

const systemControl = 0xd10;
const sleepDeep = 1 << 2;

/** The emulator lacks the system control register, which says how deep the core sleeps. */
const modelSystemControl = ({ ppb }: RP2040): (() => boolean) => {
  let value = 0;
  const [read, write] = [ppb.readUint32.bind(ppb), ppb.writeUint32.bind(ppb)];
  ppb.readUint32 = (offset) => (offset === systemControl ? value : read(offset));
  ppb.writeUint32 = (offset, written) => {
    if (offset === systemControl) value = written;
    else write(offset, written);
  };
  return () => (value & sleepDeep) !== 0;
};

/** Starts the core at the image's reset vector, as the boot ROM would, at `clock_Hz`. */
export const powerUp = (memory: Memory, clock_Hz: number, before?: Chip): Chip => {
  let fault: string | undefined;
  let executed = (): number => 0;
  const clock = createClock(clock_Hz, () => executed());
  const mcu = new UnfilledChip(clock);
  const { core } = mcu;
  executed = () => core.cycles;

  const refuse = (reason: string): void => {
    fault ??= `${reason} at 0x${(core.PC >>> 0).toString(16)}`;
    clock.interrupt();
  };
  Object.assign(mcu, {
    sram: memory.ram,
    sramView: new DataView(memory.ram.buffer, memory.ram.byteOffset, memory.ram.length),
    flash: memory.flash,
    flash16: new Uint16Array(memory.flash.buffer, 0, memory.flash.length / 2),
    flashView: new ReadOnlyView(memory.flash, (address) =>
      refuse(`store to flash 0x${address.toString(16)}`),
    ),
    clkSys: clock_Hz,
    clkPeri: clock_Hz,
    // The emulator only warns where silicon faults; peripherals it does not model are no fault.
    logger: {
      debug() {},
      info() {},
      warn(component: string, message: string) {
        const undecoded = component === 'CortexM0Core' && message.includes('not implemented');
        if (component === 'RP2040' || undecoded) refuse(message);
      },
      error(_component: string, message: string) {
        refuse(message);
      },
    },
    onBreak: (code: number) => refuse(`undefined instruction or breakpoint ${code}`),
  });
  mcu.ppb.systickTimer.frequency = clock_Hz;
  const deepSleep = modelSystemControl(mcu);
  mcu.bootrom.fill(undefinedInstruction);

  const watchdog = watchdogOf(mcu);
  if (before) {
    watchdog.scratchData.set(before.watchdog.scratchData);
    watchdog.reason = before.watchdog.reason;
  }
  core.VTOR = memory.vectors;
  core.SP = mcu.readUint32(memory.vectors);
  core.PC = mcu.readUint32(memory.vectors + 4) & ~1;
  core.cycles = 0;
  return {
    mcu,
    core,
    clock,
    watchdog,
    deepSleep,
    takeFault() {
      const taken = fault;
      fault = undefined;
      return taken;
    },
  };
};

/** Enters HardFault. False when the core already was there: silicon locks up. */
export const enterHardFault = ({ core }: Chip): boolean => {
  if (core.IPSR === hardFault) return false;
  core.exceptionEntry(hardFault);
  // Vectors carry the Thumb bit, which the program counter does not.
  core.PC &= ~1;
  return true;
};

/** Whether a sleeping core must wake: an enabled interrupt, SysTick, PendSV or NMI is pending. */
export const mustWake = ({ core }: Chip): boolean =>
  (core.pendingInterrupts & core.enabledInterrupts) !== 0 ||
  core.pendingSystick ||
  core.pendingPendSV ||
  core.pendingNMI;
