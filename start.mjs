// `npm start`: from a fresh clone to a report, with nothing but Node's own modules.
import { ensureBrowser } from './setup/browser.mjs';
import { build, install } from './setup/package.mjs';
import { run } from './setup/run.mjs';

await install();
await build();
const chrome = await ensureBrowser();
const args = ['dist/cli/bin.js', 'run', 'suites/pump-guard.suite.yaml'];
process.exitCode = await run(process.execPath, chrome ? [...args, '--chrome', chrome] : args);
