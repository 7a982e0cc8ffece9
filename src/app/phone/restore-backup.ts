import { err, ok, type Result } from '../../domain/result.ts';
import { tablesOf } from '../../store/backup-tables.ts';
import type { Restored, RestoreProblem } from '../../store/phone.ts';
import { restoreTables } from '../../store/restore-tables.ts';
import type { SealerPort } from '../../store/tx.ts';
import { readBackup, type VerifiedBackup } from '../../store/vault/backup-file.ts';
import type { BackupRow } from '../../store/vault/backup-rows.ts';
import { deriveVaultKeys, forgetDek } from '../../store/vault/keys.ts';
import { openForeignPassphraseSlot } from '../../store/vault/slots.ts';
import { vaultSealer } from '../../store/vault-sealer.ts';
import { tryStore } from './open-vault.ts';
import type { PhoneCore } from './phone-core.ts';

/**
 * Merges a backup file of this user into his phone. Every byte is checked and every row opened before the first is
 * written: half a file changes nothing.
 */
export async function restoreBackup(
  core: PhoneCore,
  file: Blob,
  passphrase: string,
): Promise<Result<Restored, RestoreProblem>> {
  const { space, user } = core.meta.identity;
  const verified = await readBackup(() => file.stream(), { space });
  if (!verified.ok) return verified;
  const { header } = verified.value;
  if (header.identity.user !== user) return err({ tag: 'foreign-user', label: header.label });
  const foreign = await foreignSealer(core, verified.value, passphrase);
  if (!foreign.ok) return foreign;
  const rows = await rowsOf(verified.value);
  if (!rows.ok) return rows;
  const restored = await tryStore(() => restoreTables(core.deps, tablesOf(rows.value), foreign.value));
  if (restored.ok) return restored;
  switch (restored.error.tag) {
    case 'unreadable':
      return err({ tag: 'unreadable-row', table: restored.error.table });
    case 'full':
      return err({ tag: 'full' });
    default:
      return err({ tag: 'closed' });
  }
}

async function foreignSealer(
  { env, vault }: PhoneCore,
  { header }: VerifiedBackup,
  passphrase: string,
): Promise<Result<SealerPort, RestoreProblem>> {
  const dek = await openForeignPassphraseSlot(vault, header.identity, header.passphrase, passphrase);
  if (!dek.ok) return dek.error.tag === 'wrong-secret' ? err({ tag: 'wrong-secret' }) : err(dek.error);
  const keys = await deriveVaultKeys(dek.value);
  forgetDek(dek.value);
  return ok(vaultSealer(keys, header.identity.space, env.random));
}

async function rowsOf(backup: VerifiedBackup): Promise<Result<readonly BackupRow[], RestoreProblem>> {
  const rows: BackupRow[] = [];
  for await (const chunk of backup.chunks()) {
    if (!chunk.ok) return chunk;
    rows.push(...chunk.value);
  }
  return ok(rows);
}
