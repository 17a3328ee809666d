import type { Line, Link } from '../link.ts';

/** How long a device that restarts when its port is opened may take to say so. */
const quiet_us = 100_000;
const longest_us = 2_000_000;

/** Lines that come by themselves until the device has been quiet for 100 ms, for at most 2 s. */
export async function* settle(link: Link, deadline_us: number): AsyncGenerator<Line> {
  const end_us = Math.min(deadline_us, link.now_us() + longest_us);
  for (;;) {
    const line = await link.next(Math.min(end_us, link.now_us() + quiet_us));
    if (!line) return;
    yield line;
  }
}
