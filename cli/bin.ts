#!/usr/bin/env node
// bin.ts ──> commands/index.ts ──> commands/<name>.ts ──> ../stages/   (does the work)
//   │                                    └──────────────> print/       (what people read)
//   └──> failure.ts   every error becomes: place, sentence, hint, exit code
import { packageVersion } from '../documents/package-root.ts';

// The version is asked by scripts that check for the tool; it must not wait for the parser.
if (process.argv.length === 3 && ['--version', '-V'].includes(process.argv[2] ?? '')) {
  process.stdout.write(`${packageVersion()}\n`);
} else {
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
}
