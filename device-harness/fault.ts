import { PilotError } from '../documents/pilot-error.ts';

/** Who has to act on a fault. */
export type Cause = 'device' | 'suite' | 'bench' | 'pilotlight';

const hints = {
  RESET: 'Look for a watchdog, a brown-out or a crash; the journal has the cause the device gave.',
  DEADLINE: 'Check power and cable; a step that is slow gets more time with "within".',
  GARBLED: 'Check the baud rate and the protocol; the transcript has the raw bytes.',
  FLOOD: 'The device sends without end; look for a debug print or a loop in its firmware.',
  LOST: 'Check the cable, the power and whether another program took the port.',
  PROTOCOL: 'Compare the answer in the transcript with docs/wire-protocol.md.',
  DEVICE_ERROR: 'The device refused the command; its own words are in the message.',
  UNREADABLE:
    'Compare the line in the transcript with the protocol; `onUnreadable: journal` goes on.',
  UNSUPPORTED: 'Leave the step out, or use a device whose protocol has it.',
  DEVICE_BUSY: 'Wait for that run or end it; `lockWait` in pilot.config.ts says how long to wait.',
  HOOK_FAILED: 'Run the command by hand; its output is in the journal.',
  MODE: 'Flash the build for this mode, or say `mode` under `protocol` in pilot.config.ts.',
  DIFFERS: 'Record anew where the suite, its stimuli or the protocol were changed on purpose.',
  STIMULUS: 'Check the stimulus file and the steps of the scenario.',
  HARNESS: 'This is a mistake of Pilotlight, not of the device: report it with the journal.',
  INTERRUPTED: 'Go on with `pilot run --resume RUN`; what was gathered so far is kept.',
} as const;

/** How a device can fail a scenario. */
export type FaultCode = keyof typeof hints;

/** A fault of the bench or the device, never of the suite's author: exit code 4. */
export const fault = (code: FaultCode, message: string, cause?: unknown): PilotError =>
  new PilotError({ code, message, hint: hints[code], exitCode: 4, cause });

const causes: Readonly<Record<FaultCode, Cause>> = {
  RESET: 'device',
  DEADLINE: 'device',
  GARBLED: 'device',
  FLOOD: 'device',
  LOST: 'bench',
  PROTOCOL: 'device',
  DEVICE_ERROR: 'device',
  UNREADABLE: 'device',
  UNSUPPORTED: 'suite',
  DEVICE_BUSY: 'bench',
  HOOK_FAILED: 'bench',
  MODE: 'bench',
  DIFFERS: 'suite',
  STIMULUS: 'suite',
  HARNESS: 'pilotlight',
  INTERRUPTED: 'bench',
};

/** Codes that come from the documents a suite is made of. */
const ofTheSuite: ReadonlySet<string> = new Set(['EXPECT_SYNTAX', 'IMAGE_MISSING', 'ELF_INVALID']);

/** Who has to act on a fault of this code; what has no code of its own here is the bench's. */
export const causeOf = (code: string): Cause => {
  if (Object.hasOwn(causes, code)) return causes[code as FaultCode];
  return ofTheSuite.has(code) ? 'suite' : 'bench';
};

/** What anything thrown says. */
export const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
