import { expect, test } from 'vitest';
import { readText, parseYaml, validated } from '../../documents/yaml-document.ts';
import { syntheticPlan } from '../../fixtures/oracle/synthetic-pilot.ts';
import type { Profile } from '../../schemas/types/profile.ts';
import { checkDelivery, type Delivery } from './criteria.ts';
import { resolveProfile } from './profile.ts';

const day = new URL('../../fixtures/pump/typical-day.yaml', import.meta.url).pathname;

const withRepair = async (repair: string): Promise<ReturnType<typeof resolveProfile>> => {
  const text = `${await readText(day)}\nrepair: ${repair}\n`;
  return resolveProfile(validated<Profile>(parseYaml(day, text), 'profile'));
};

test('the time of a repair is read as a time, whatever its unit', async () => {
  expect((await withRepair('36 h')).repair_days).toBeCloseTo(1.5, 12);
  expect((await withRepair('2 days')).repair_days).toBe(2);
  await expect(withRepair('4 mA')).rejects.toMatchObject({ code: 'UNIT_MISMATCH' });
});

test('uptime without a repair time, and restarts without causes, are refused before the run', () => {
  const { criteria } = syntheticPlan({ 'UP-1': 'uptime >= 99 %', 'RST-1': 'restarts <= 1 /day' });
  const delivery: Delivery = {
    fields: { cause: {} },
    hasBuild: true,
    hasBaseline: false,
    hasProfile: true,
    hasRepair: true,
  };
  const refused = (more: Partial<Delivery>): (() => void) => {
    return () => checkDelivery(criteria, { ...delivery, ...more });
  };
  expect(refused({})).not.toThrow();
  expect(refused({ hasRepair: false })).toThrow(/UP-1: "uptime" needs to know how long/u);
  expect(refused({ fields: {} })).toThrow(/has no field "cause"/u);
});
