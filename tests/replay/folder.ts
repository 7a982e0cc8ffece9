import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { takeFolder } from '../../src/server/storage/data-folder.ts';

const DEFAULT = path.join('.gan-dan', 'replay');
const MARK = 'replay.txt';

/** Empties the replay's own folder; refuses any other that holds something, and one that a server has open. */
export function prepareFolder(wanted: string | undefined): string {
  const folder = path.resolve(wanted ?? DEFAULT);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    if (!existsSync(path.join(folder, MARK)))
      throw new Error(`Thư mục ${folder} không phải của npm run replay nên không xóa. Hãy chọn --folder khác.`);
    takeFolder(folder, 'demo').abandon();
  }
  for (const old of [folder, `${folder}-sao-luu`]) rmSync(old, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(folder, MARK), 'Dữ liệu giả lập của npm run replay. Mỗi lần chạy lại sẽ xóa thư mục này.\n');
  return folder;
}

/** What the restore has put aside: the broken database is of no more use. */
export function dropBroken(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.startsWith('pglite.truoc-')) rmSync(path.join(folder, name), { recursive: true, force: true });
}
