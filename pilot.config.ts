import { defineConfig } from 'pilotlight';

/** Five virtual pumps, each an emulated RP2040 that runs the real firmware. */
const pumps = ['pump-01', 'pump-02', 'pump-03', 'pump-04', 'pump-05'];

export default defineConfig({
  devices: pumps.map((id) => ({
    id,
    tags: ['pump'],
    transport: { kind: 'emulator', board: 'rp2040' },
    protocol: 'json-lines',
  })),
  // A board of your own, on the same wire protocol (docs/wire-protocol.md):
  // { id: 'bench-1', tags: ['pump'], transport: { kind: 'serial', path: '/dev/ttyACM0', baud: 115200 } }
});
