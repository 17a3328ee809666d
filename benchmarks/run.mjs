// `npm run bench [-- NAME...] [--json]`: each measure beside a floor or a peer, in the same run.
import { build, install } from '../setup/package.mjs';

const names = ['start-up', 'judge', 'judge-memory', 'bootstrap', 'emulator', 'harness', 'pdf'];
const args = process.argv.slice(2);
const json = args.includes('--json');
const wanted = args.filter((arg) => !arg.startsWith('--'));
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark named ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}
await install();
await build();

const shown = (value) => (value === null ? '-' : Number(value.toPrecision(3)).toString());
let failed = false;
for (const name of names.filter((each) => wanted.length === 0 || wanted.includes(each))) {
  const { measure } = await import(`./${name}.mjs`);
  for (const row of await measure()) {
    failed ||= row.ok === false;
    if (json) console.log(JSON.stringify(row));
    else {
      const verdict = row.ok === null ? '' : row.ok ? '  ok' : '  MISSED';
      console.log(
        `${row.name}: ours ${shown(row.ours)} ${row.unit}, ${row.beside} ${shown(row.floor)} ${row.unit}, ratio ${shown(row.ratio)}, bar: ${row.bar}${verdict}`,
      );
    }
  }
}
process.exitCode = failed ? 1 : 0;
