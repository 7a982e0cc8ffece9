import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// A busy machine may take its time over a part of a screen that is loaded when it is asked for.
configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);
