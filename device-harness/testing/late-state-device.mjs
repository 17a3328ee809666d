// A device in this process that reaches the state "safe" as the name of the fault says: `after-N`
// N ms late, `twice` at once and again in the same breath, `never` not at all.
const identity = {
  protocol: 1,
  firmware: 'late-state',
  version: '1.0.0',
  model: 'none',
  tick_hz: 1000,
  labels: ['normal'],
};

export default async ({ received, send }) => {
  const say = (...messages) =>
    send(Buffer.from(messages.map((message) => `${JSON.stringify(message)}\n`).join('')));
  const safe = { type: 'state', state: 'safe' };
  let text = '';
  for await (const bytes of received) {
    text += Buffer.from(bytes).toString('utf8');
    const lines = text.split('\n');
    text = lines.pop();
    for (const line of lines) {
      const { cmd, fault = '' } = JSON.parse(line);
      if (cmd === 'id') say({ type: 'identity', ...identity });
      else if (fault === 'twice') say(safe, safe);
      else if (fault !== 'never') setTimeout(() => say(safe), Number(fault.slice(6)));
    }
  }
};
