import { resolve } from 'node:path';
import type { DeviceConfig } from '../device-harness/index.ts';

type Hooks = NonNullable<DeviceConfig['hooks']>;

/**
 * Hooks whose programs, where they are named by a relative path such as `./flash.sh`, are found
 * from `base`; a bare name is looked for in PATH, and arguments stay as they are.
 */
export const withPrograms = (hooks: Hooks, base: string): Hooks => {
  const located = <T extends { command: string[] }>(hook: T): T => {
    const [program = '', ...rest] = hook.command;
    return {
      ...hook,
      command: [/[\\/]/u.test(program) ? resolve(base, program) : program, ...rest],
    };
  };
  const { flash, reset, power, health } = hooks;
  return {
    ...hooks,
    ...(flash && { flash: located(flash) }),
    ...(health && { health: located(health) }),
    ...(reset && { reset: 'command' in reset ? located(reset) : reset }),
    ...(power && {
      power: 'off' in power ? { ...power, off: located(power.off), on: located(power.on) } : power,
    }),
  };
};
