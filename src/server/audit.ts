import { existsSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from './config.ts';
import { verifyAudit } from './storage/audit.ts';
import { openStorage } from './storage/open-storage.ts';

// npm run audit -- verify: recomputes the chain of every space, from the first change to the head.

const WHAT: { readonly [fault: string]: string } = {
  missing: 'thiếu thay đổi',
  altered: 'thay đổi đã bị sửa',
  head: 'điểm cuối không khớp',
  record: 'hồ sơ không khớp với nhật ký',
};

process.exitCode = await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});

async function run(): Promise<number> {
  if (process.argv[2] !== 'verify') {
    console.error('Cách dùng: npm run audit -- verify   (MODE=demo cho bản dùng thử)');
    return 1;
  }
  const config = readConfig(process.env.MODE === 'demo' ? 'demo' : 'serve', process.env);
  if (!config.ok) {
    for (const fault of config.error) console.error(fault);
    return 1;
  }
  const { databaseUrl, dataDir } = config.value;
  // Looking must not make a new database, and nothing is not "all in order".
  if (databaseUrl === undefined && !existsSync(path.join(dataDir, 'pglite', 'PG_VERSION'))) {
    console.error(`Không có dữ liệu trong ${dataDir}. Bản dùng thử: MODE=demo npm run audit -- verify`);
    return 1;
  }
  const storage = await openStorage(config.value);
  try {
    const results = await verifyAudit(storage.database);
    const broken = results.filter(({ fault }) => fault !== undefined);
    for (const { space, fault } of broken)
      console.error(`✗ ${space}: ${WHAT[fault?.what ?? ''] ?? fault?.what} ở số ${fault?.seq}`);
    const changes = results.reduce((sum, result) => sum + result.changes, 0);
    console.log(`${results.length} đơn vị, ${changes} thay đổi, ${broken.length} sai lệch`);
    return broken.length === 0 ? 0 : 1;
  } finally {
    await storage.close();
  }
}
