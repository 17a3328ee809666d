import type { Diagnosis } from '../../stages/doctor.ts';
import { print } from './streams.ts';

const marks = { ok: 'ok     ', missing: 'missing', broken: 'BROKEN ' } as const;

/** What works and what to do about the rest. */
export const printDiagnosis = (findings: readonly Diagnosis[], json: boolean): void => {
  if (json) {
    print(JSON.stringify(findings));
    return;
  }
  for (const { status, what, detail, hint } of findings) {
    print(`${marks[status]}  ${what}: ${detail}`);
    if (hint !== undefined) print(`         ${hint}`);
  }
};
