// Takes one lock, says so on stdout, and holds it until it is ended.
import { createJiti } from 'jiti';

const { folder, key } = JSON.parse(process.argv[2]);
const { tryLock } = await createJiti(import.meta.url).import('../lock.ts');
const found = tryLock(folder, key, { run: 'held-run', suite: 'pump-guard' });
process.stdout.write('pid' in found ? 'refused\n' : 'held\n');
setInterval(() => {}, 1000);
