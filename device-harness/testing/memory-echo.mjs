// A device in memory that sends back every byte, until it is told to leave.
export default async ({ received, send }) => {
  for await (const bytes of received) {
    if (Buffer.from(bytes).toString('latin1') === 'leave') return;
    send(bytes);
  }
};
