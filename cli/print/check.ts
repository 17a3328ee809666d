import type { Checked } from '../../stages/check.ts';
import { print } from './streams.ts';

/** What a suite can prove, criterion by criterion, or as JSON. */
export const printCheck = (
  { plan, criteria, impossible, warnings }: Checked,
  json: boolean,
): void => {
  if (json) {
    print(JSON.stringify({ suite: plan.suite.id, criteria, warnings }));
    return;
  }
  const inferences = plan.scenarios.reduce((sum, scenario) => sum + scenario.inferences, 0);
  print(
    `${plan.suite.id}: sound; ${plan.criteria.length} criteria, ${plan.devices.length} devices, ${inferences} inferences`,
  );
  if (plan.devices.length === 0) {
    print('  No bench is configured, so what its devices and samples can prove is not known.');
  } else {
    for (const { provable, sentence } of criteria)
      print(`  ${provable ? 'ok' : '--'}  ${sentence}`);
  }
  for (const warning of warnings) print(`  ??  ${warning}`);
  if (impossible.length > 0) {
    print(
      `${impossible.length} required of ${plan.criteria.length} criteria cannot pass in this pilot, whatever the devices do.`,
    );
  }
};
