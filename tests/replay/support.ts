import type { Space } from '../../src/contract/wire/session.ts';

/** The province of the demo, as the server tells it. */
export const PROVINCE: Space = {
  id: '0d0a0000-0000-4000-8000-000000000000',
  code: 'TM',
  kind: 'tinh',
  level: 'province',
  name: 'Tỉnh Mẫu (giả lập)',
};
