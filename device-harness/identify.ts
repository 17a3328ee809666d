import { fault } from './fault.ts';
import type { Link } from './link.ts';
import type { Identity, Message, Protocol } from './protocols/protocol.ts';
import type { Journal } from './scenario/context.ts';

/** A start of a device, and when it said so. */
export interface Boot {
  readonly message: Extract<Message, { type: 'boot' }>;
  readonly time_us: number;
}

/** Asks a device who it is. It may still be starting, since opening a port restarts many boards. */
export const identify = async (
  protocol: Protocol,
  link: Link,
  journal: Journal,
  within_us: number,
  onBoot?: (boot: Boot) => void,
): Promise<Identity> => {
  for await (const { message, line } of protocol.identify(link, link.now_us() + within_us)) {
    switch (message.type) {
      case 'identity':
        journal({
          kind: 'health',
          outcome: 'answers',
          time_us: line.time_us,
          message: `it says who it is: ${message.firmware} ${message.version}`.trim(),
        });
        if (message.details || message.stated) {
          const { details, stated } = message;
          const data = { ...(details && { details }), ...(stated && { stated }) };
          journal({ kind: 'note', time_us: line.time_us, message: 'who it is', data });
        }
        return message;
      case 'part':
        break;
      case 'boot':
        // Before the first scenario a boot belongs to no session.
        journal({ kind: 'note', time_us: line.time_us, message: `powered up (${message.cause})` });
        onBoot?.({ message, time_us: line.time_us });
        break;
      case 'malformed':
        throw fault('PROTOCOL', `its ${message.of} message has no valid "${message.why}"`);
      case 'error':
        throw fault(
          'DEVICE_ERROR',
          `it answered with the error ${message.code}: ${message.detail}`,
        );
      default:
        link.aside(line.text, 'not the identity that was waited for');
    }
  }
  throw fault('PROTOCOL', 'it never said who it is');
};
