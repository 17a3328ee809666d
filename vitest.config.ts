import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { pilotlight: fileURLToPath(new URL('index.ts', import.meta.url)) } },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', '.pilot/**'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // Two at once: each emulated device is a thread of its own already.
    maxWorkers: 2,
  },
});
