/** `pilotlight/vitest`: suites as test files. */
export { type PilotSuitesOptions, pilotSuites } from './plugin.ts';
