import { dateAt } from '../../domain/calendar/plain-date.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { backupRows } from '../../store/backup-tables.ts';
import type { BackupProblem } from '../../store/phone.ts';
import { writeBackup } from '../../store/vault/backup-file.ts';
import type { Bytes } from '../../store/vault/bytes.ts';
import { forgetDek } from '../../store/vault/keys.ts';
import { openWithPassphrase } from '../../store/vault/slots.ts';
import type { PhoneCore } from './phone-core.ts';

export type BackupFile = { readonly fileName: string; readonly blob: Blob };

/** Everything of this phone as one sealed file. Asks for the passphrase: whoever finds the phone open gets no copy. */
export async function exportBackup(core: PhoneCore, passphrase: string): Promise<Result<BackupFile, BackupProblem>> {
  const { env, meta, vault, port } = core;
  const opened = await openWithPassphrase(vault, passphrase);
  if (!opened.ok) return opened;
  forgetDek(opened.value);
  const { passphrase: slotA, recovery } = await vault.store.load();
  if (slotA === undefined) return err({ tag: 'no-slot' });
  const nowMs = env.world.nowMs();
  const header = {
    identity: meta.identity,
    label: `${meta.user.unitName} – ${meta.user.name}`,
    createdAt: new Date(nowMs).toISOString(),
    passphrase: slotA,
    ...(recovery === undefined ? {} : { recovery }),
  };
  const pieces: Bytes[] = [];
  for await (const piece of writeBackup(header, await backupRows(port))) pieces.push(piece);
  const fileName = `gan-dan-${meta.user.username}-${dateAt(nowMs)}.gandan`;
  return ok({ fileName, blob: new Blob(pieces, { type: 'application/octet-stream' }) });
}
