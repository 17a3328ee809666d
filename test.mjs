// `npm test`: everything that must hold before a change may land. Arguments go to vitest.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser } from './setup/browser.mjs';
import { build, install } from './setup/package.mjs';
import { must, run } from './setup/run.mjs';

await install();
const only = process.argv.slice(2);
if (only.length === 0) {
  await must('npx', ['tsc'], 'types');
  await must('npm', ['run', '--silent', 'types:check'], 'generated types');
  await must('npm', ['run', '--silent', 'lint'], 'lint');
}
await build();
const chrome = await ensureBrowser();
const env = chrome ? { ...process.env, PUPPETEER_EXECUTABLE_PATH: chrome } : process.env;

const results = '.pilot/test-results.json';
mkdirSync('.pilot', { recursive: true });
rmSync(results, { force: true });
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
process.exitCode = await run('npx', ['vitest', 'run', ...reporters, ...only], { env });

const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
  readFileSync(results, 'utf8'),
);
// A file that fails to load holds no test but is a failure all the same.
const broken = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
);
const failed = numFailedTests + broken.length;
console.log(
  `${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''}`,
);
if (failed > 0 || numPassedTests === 0) process.exitCode ||= 1;
