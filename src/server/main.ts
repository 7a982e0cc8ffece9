import { existsSync } from 'node:fs';
import path from 'node:path';
import { announceRestore, startServer } from './composition.ts';
import { type Config, type Mode, readConfig } from './config.ts';
import { FolderRefusedError, takeFolder } from './storage/data-folder.ts';
import { NewerSchemaError } from './storage/migrate.ts';
import { openStorage } from './storage/open-storage.ts';
import { OldPostgresError } from './storage/postgres-database.ts';
import { WrongModeError } from './storage/root-space.ts';
import { listSnapshots, restoreSnapshot, SnapshotError, takeSnapshot } from './storage/snapshots.ts';

// node dist/server/main.js demo | serve              the server
//                          snapshot | snapshots      a copy of the embedded database; the list of copies
//                          restore <file>            puts a copy back
//                          announce-restore          after PostgreSQL was restored by its own means

const [command = 'demo', argument] = process.argv.slice(2);

await run().catch((error: unknown) => {
  console.error(sentenceFor(error));
  process.exitCode = 1;
});

async function run(): Promise<void> {
  const mode: Mode = command === 'demo' ? 'demo' : (process.env.MODE as Mode | undefined) === 'demo' ? 'demo' : 'serve';
  const config = readConfig(mode, process.env);
  if (!config.ok) {
    for (const fault of config.error) console.error(fault);
    process.exitCode = 1;
    return;
  }
  if (command === 'demo' || command === 'serve') await serve(config.value);
  else await runCommand(config.value);
}

async function serve(config: Config): Promise<void> {
  const log = config.mode === 'serve' ? process.stdout : undefined;
  const server = await startServer(config, log, (line) => console.log(line));
  if (config.mode === 'demo') console.log(`Gần Dân – BẢN DÙNG THỬ, DỮ LIỆU GIẢ LẬP: ${server.origin}`);
  else console.log(`Gần Dân: ${server.origin}`);
  if (config.mode === 'serve' && config.databaseUrl === undefined && config.snapshots.key === undefined)
    console.warn('Cảnh báo: bản sao lưu không được mã hóa vì chưa đặt SNAPSHOT_KEY.');
  if (server.firstLink !== undefined)
    console.log(`Đặt mật khẩu quản trị viên (dùng một lần, trong 24 giờ): ${server.origin}${server.firstLink}`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    server.stop().catch((error: unknown) => {
      console.error(sentenceFor(error));
      process.exitCode = 1;
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function runCommand(config: Config): Promise<void> {
  if (command === 'snapshots') return showSnapshots(config);
  if (command === 'snapshot') return snapshotNow(config);
  if (command === 'restore') return restore(config);
  if (command === 'announce-restore') return announce(config);
  throw new SnapshotError(
    `Không có lệnh “${command}”. Có: demo, serve, snapshot, snapshots, restore, announce-restore.`,
  );
}

function showSnapshots(config: Config): void {
  for (const { file, at, bytes, holdsRedacted } of listSnapshots(config.snapshots.folder))
    console.log(
      `${at}  ${file}  ${(bytes / 1e6).toFixed(1)} MB${holdsRedacted ? '  còn nội dung đã được xóa sau đó' : ''}`,
    );
}

async function snapshotNow(config: Config): Promise<void> {
  const storage = await openStorage(config);
  try {
    if (storage.embedded === undefined)
      throw new SnapshotError('PostgreSQL tự sao lưu bằng công cụ của nó (pg_dump, pg_basebackup).');
    console.log((await takeSnapshot(storage.embedded, config.snapshots, Date.now())).file);
  } finally {
    await storage.close();
  }
}

async function restore(config: Config): Promise<void> {
  if (argument === undefined) throw new SnapshotError('Hãy ghi tên tệp sao lưu: restore <tệp>.');
  // By its name as `snapshots` lists it, or by a path.
  const file = [argument, path.join(config.snapshots.folder, argument)].find((candidate) => existsSync(candidate));
  if (file === undefined)
    throw new SnapshotError(`Không tìm thấy bản sao lưu “${argument}”. Xem danh sách bằng lệnh snapshots.`);
  const folder = takeFolder(config.dataDir, config.mode);
  try {
    await restoreSnapshot(file, config.snapshots.key, folder.database);
    console.log('Đã khôi phục. Lần khởi động tới, các máy sẽ đối chiếu và gửi lại phần còn thiếu.');
  } finally {
    folder.abandon();
  }
}

async function announce(config: Config): Promise<void> {
  const storage = await openStorage(config);
  try {
    await announceRestore(storage.database, 'announced');
    console.log('Đã báo cho các máy: chúng sẽ đối chiếu và gửi lại phần còn thiếu.');
  } finally {
    await storage.close();
  }
}

function sentenceFor(error: unknown): string {
  const { code, port } = (error ?? {}) as { code?: string; port?: number };
  if (code === 'EADDRINUSE')
    return `Cổng ${port ?? ''} đang được chương trình khác dùng. Hãy dừng chương trình đó hoặc chọn cổng khác, ví dụ: PORT=8081 ${typedCommand()}`;
  if (code === 'EACCES') return 'Không có quyền mở cổng hoặc thư mục này.';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return 'Không kết nối được PostgreSQL. Hãy kiểm tra DATABASE_URL và máy chủ cơ sở dữ liệu.';
  const known = [FolderRefusedError, NewerSchemaError, OldPostgresError, WrongModeError, SnapshotError];
  if (error instanceof Error && known.some((kind) => error instanceof kind)) return error.message;
  return `Máy chủ không khởi động được: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** What was typed to start this program, to be typed again. */
function typedCommand(): string {
  const script = process.env.npm_lifecycle_event;
  if (script === undefined) return `node dist/server/main.js ${command}`;
  return script === 'start' ? 'npm start' : `npm run ${script}`;
}
