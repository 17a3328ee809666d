import type { PilotConfig } from './schemas/types/config.ts';

export type { Evidence } from './schemas/types/evidence.ts';
export type { Plan } from './schemas/types/plan.ts';
export type { AcceptanceRecord } from './schemas/types/record.ts';
export type { Suite } from './schemas/types/suite.ts';
export type { TelemetryEvent } from './schemas/types/telemetry.ts';
export type { PilotConfig };
export { PilotError } from './documents/pilot-error.ts';

/** Types a `pilot.config.ts`: which devices the bench has and where results go. */
export const defineConfig = (config: PilotConfig): PilotConfig => config;
