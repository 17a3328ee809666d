import { PilotError } from '../../documents/pilot-error.ts';
import { quantityIn } from '../../documents/units.ts';
import type { Line, Link } from '../link.ts';
import type { Heard, Protocol, ProtocolDefinition } from './protocol.ts';
import { identityFrom } from './stated-identity.ts';
import { readLine } from './tflm-profiler-lines.ts';
import { createProfile, type ProfileOptions } from './tflm-profiler-run.ts';

/** What nothing follows for this long is complete. */
const quiet_us = 1_000_000;

/** Runs as they are printed, until the deadline. */
async function* runs(link: Link, options: ProfileOptions, until_us: number): AsyncGenerator<Heard> {
  const profile = createProfile(options);
  let last: Line | undefined;
  for (;;) {
    const line = await link.next(last ? Math.min(until_us, link.now_us() + quiet_us) : until_us);
    const said = line && readLine(line.text);
    if (line && !said) {
      // Benchmarks print much that concerns their build; it is kept, and means nothing here.
      link.noise(line.text, 'not of a profile');
      continue;
    }
    const messages = said ? profile.take(said) : profile.finish();
    const at: Line | undefined = last ?? line;
    for (const message of messages) {
      const own = said && message.type !== 'inference' ? line : at;
      if (own) yield { message, line: own };
    }
    if (!line && (!last || link.now_us() >= until_us)) return;
    last = line;
  }
}

const clockOf = (clock: string | undefined): number | undefined => {
  if (clock === undefined) return undefined;
  const clock_Hz = quantityIn(clock, 'Hz');
  if (clock_Hz > 0) return clock_Hz;
  throw new PilotError({
    code: 'CONFIG_INVALID',
    message: `A clock of ${clock} gives no ticks`,
    hint: 'Write the clock of the profiler, such as "64 MHz".',
  });
};

/** What TFLM's profiler and benchmarks print. Such a device is only listened to. */
export const tflmProfiler: ProtocolDefinition<'tflm-profiler'> = {
  async open({ clock, golden, identity: stated = {} }) {
    const options: ProfileOptions = { clock_Hz: clockOf(clock), golden };
    const protocol: Protocol = {
      id: 'tflm-profiler',
      interpret(line) {
        const said = readLine(line);
        if (!said) return undefined;
        const whole = said.kind === 'passed' || said.kind === 'verdict';
        return (whole ? createProfile(options).take(said).at(-1) : undefined) ?? { type: 'part' };
      },
      async *identify(link) {
        const line = { text: '', time_us: link.now_us() };
        yield { message: { type: 'identity', ...identityFrom({}, stated) }, line };
      },
      listen: (link, until_us) => runs(link, options, until_us),
    };
    return protocol;
  },
};
