import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** A day begins at another moment in each of these; rules about dates must not notice (style.md, habit 10). */
const farTimeZones = ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];

const setupFiles = ['tests/support/setup.ts'];

// No test is about speed: a busy machine may take its time over any of them.
const patience = { testTimeout: 300_000, hookTimeout: 300_000 };

const domainProjects = farTimeZones.map((timeZone) => ({
  test: {
    name: `domain ${timeZone}`,
    environment: 'node' as const,
    env: { TZ: timeZone },
    include: ['tests/domain/**/*.test.ts'],
    setupFiles,
    ...patience,
  },
}));

export default defineConfig({
  test: {
    projects: [
      ...domainProjects,
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/{contract,sync,store,documents,server,architecture,support,simulation,replay}/**/*.test.ts'],
          setupFiles,
          ...patience,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'component',
          environment: 'jsdom',
          include: ['tests/{ui,features,app}/**/*.test.{ts,tsx}'],
          setupFiles: [...setupFiles, 'tests/support/setup-dom.ts'],
          ...patience,
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
    ],
  },
});
