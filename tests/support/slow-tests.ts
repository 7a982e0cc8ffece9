import { vi } from 'vitest';

// Imported by tests that a whole database or a workbook stands behind, on machines that do other work beside them.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });
