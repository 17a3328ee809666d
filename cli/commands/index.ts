import type { Command } from '../command.ts';
import { check } from './check.ts';
import { compare } from './compare.ts';
import { devices } from './devices.ts';
import { doctor } from './doctor.ts';
import { gather } from './gather.ts';
import { history } from './history.ts';
import { ingest } from './ingest.ts';
import { judge } from './judge.ts';
import { plan } from './plan.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { ui } from './ui.ts';

/** Commands in the order `--help` lists them: the everyday ones first. */
export const commands: readonly Command[] = [
  check,
  run,
  report,
  compare,
  doctor,
  gather,
  judge,
  ingest,
  plan,
  devices,
  history,
  ui,
];
