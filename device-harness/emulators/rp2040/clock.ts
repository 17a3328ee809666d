import type { RP2040 } from 'rp2040js';

type EmulatorClock = RP2040['clock'];
type EmulatorAlarm = ReturnType<EmulatorClock['createAlarm']>;

interface Alarm extends EmulatorAlarm {
  /** Virtual nanoseconds since power-up at which it fires; undefined while it is not scheduled. */
  at_ns: number | undefined;
  readonly fire: () => void;
}

/**
 * Virtual time counted in whole core cycles, so that it never drifts and never reads the host's
 * clock: time is the cycles the core executed plus the cycles it slept.
 */
export interface VirtualClock extends EmulatorClock {
  /** Cycles executed up to which the core may run on without asking the clock again. */
  readonly due: number;
  /** Makes the core ask after the present instruction. */
  interrupt: () => void;
  /** Virtual cycles since power-up. */
  now: () => number;
  readonly slept: () => number;
  /** Runs must not pass this virtual cycle. */
  limitTo: (cycle: number) => void;
  /** The next alarm or the limit, whichever comes first, in virtual cycles. */
  nextStop: () => number;
  /** Lets time pass while the core stands still. */
  sleepUntil: (cycle: number) => void;
  /** Fires every alarm that is due, in the order of their times. */
  fireDue: () => void;
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/** `executed` gives the cycles the core has executed since power-up; `clock_Hz` is whole. */
export const createClock = (clock_Hz: number, executed: () => number): VirtualClock => {
  // A reduced fraction keeps the conversion exact for weeks of virtual time.
  const divisor = greatestDivisor(1e9, clock_Hz);
  const [nanoseconds, cycles] = [1e9 / divisor, clock_Hz / divisor];
  const toCycle = (ns: number): number => Math.ceil((ns * cycles) / nanoseconds);

  const scheduled: Alarm[] = [];
  let slept = 0;
  let limit = 0;
  let interrupted = false;
  let due = 0;
  let firingAt: number | undefined;

  const nextStop = (): number => {
    const first = scheduled[0];
    return first ? Math.min(toCycle(first.at_ns!), limit) : limit;
  };
  const update = (): void => {
    due = interrupted ? 0 : nextStop() - slept;
  };
  const remove = (alarm: Alarm): void => {
    if (alarm.at_ns === undefined) return;
    scheduled.splice(scheduled.indexOf(alarm), 1);
    alarm.at_ns = undefined;
  };

  const clock: VirtualClock = {
    get due() {
      return due;
    },
    interrupt() {
      interrupted = true;
      due = 0;
    },
    now: () => executed() + slept,
    slept: () => slept,
    nextStop,
    // While alarms fire, each sees exactly its own time, as the peripherals expect.
    get nanos() {
      return firingAt ?? ((executed() + slept) * nanoseconds) / cycles;
    },
    limitTo(cycle) {
      limit = cycle;
      update();
    },
    sleepUntil(cycle) {
      slept = Math.max(slept, cycle - executed());
      update();
    },
    fireDue() {
      const now = executed() + slept;
      for (let first = scheduled[0]; first && toCycle(first.at_ns!) <= now; first = scheduled[0]) {
        firingAt = first.at_ns!;
        remove(first);
        first.fire();
      }
      firingAt = undefined;
      interrupted = false;
      update();
    },
    createAlarm(fire) {
      const alarm: Alarm = {
        at_ns: undefined,
        fire,
        schedule(delta_ns) {
          remove(alarm);
          const at_ns = clock.nanos + delta_ns;
          alarm.at_ns = at_ns;
          // Equal times fire newest first, as the emulator's own clock does.
          const place = scheduled.findIndex((other) => other.at_ns! >= at_ns);
          scheduled.splice(place < 0 ? scheduled.length : place, 0, alarm);
          update();
        },
        cancel() {
          remove(alarm);
          update();
        },
      };
      return alarm;
    },
  };
  return clock;
};
