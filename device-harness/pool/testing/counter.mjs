// Counts bench faults of one device, one after the other, as a run of its own would.
import { createJiti } from 'jiti';

const { runs, faults } = JSON.parse(process.argv[2]);
const { countOutcome } = await createJiti(import.meta.url).import('../quarantine.ts');
const fault = { code: 'LOST', message: 'the link was lost' };
for (let turn = 0; turn < faults; turn += 1) {
  await countOutcome({ id: 'pump-3', fault }, { runs, run: 'r', policy: { after: 1000 } });
}
