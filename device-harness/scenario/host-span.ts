import type { Link } from '../link.ts';
import type { Heard } from '../protocols/protocol.ts';
import type { Context } from './context.ts';
import type { EventBody } from './session.ts';

/** How long a device took, as the host saw it. */
export interface HostSpan {
  /** The link to talk over; it notes when the last byte had left. */
  readonly link: Link;
  /** What to add to the event of an answer; nothing where time is virtual. */
  readonly until: (heard: Heard) => Pick<EventBody, 'host_us' | 'link_us'>;
}

/** Watches the time from the last byte sent to the answer, where the host's clock is the link's. */
export const watchSpan = ({ link, link_us }: Pick<Context, 'link' | 'link_us'>): HostSpan => {
  if (!link_us) return { link, until: () => ({}) };
  let [asked_us, sent_us] = [link.now_us(), link.now_us()];
  return {
    link: {
      ...link,
      async send(text, deadline_us) {
        asked_us = link.now_us();
        await link.send(text, deadline_us);
        sent_us = link.now_us();
      },
    },
    until: ({ line }) => {
      // An answer may be here before the system has said that the last byte is gone.
      const began_us = sent_us < line.time_us ? sent_us : asked_us;
      return {
        host_us: Math.max(0, Math.round(line.time_us - began_us)),
        link_us: link_us(Buffer.byteLength(line.text) + 1),
      };
    },
  };
};
