// A device in this process whose backlog has three events; the numbers it gives them follow from how
// long it was offline, in milliseconds.
const identity = {
  protocol: 1,
  firmware: 'backlog',
  version: '1.0.0',
  model: 'none',
  tick_hz: 1000,
  labels: ['normal'],
};

const numbers = { 1: [0, 1, 2], 2: [90, 91, 92], 3: [0, 2, 2] };

export default async ({ received, send }) => {
  const say = (message) => send(Buffer.from(`${JSON.stringify(message)}\n`));
  let text = '';
  for await (const bytes of received) {
    text += Buffer.from(bytes).toString('utf8');
    const lines = text.split('\n');
    text = lines.pop();
    for (const line of lines) {
      const { cmd, ms } = JSON.parse(line);
      if (cmd === 'id') say({ type: 'identity', ...identity });
      for (const number of numbers[ms] ?? []) say({ type: 'backlog', number });
      if (cmd === 'offline') say({ type: 'sync', queued: 3, dropped: 0 });
    }
  }
};
