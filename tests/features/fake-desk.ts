import { v7 } from 'uuid';
import type { Cells } from '../../src/contract/records/kind.ts';
import { patched } from '../../src/domain/merge/cells.ts';
import type { DeskRefusal, OpenedReference, ReferenceChange, ReferenceDesk } from '../../src/domain/reference/desk.ts';
import { err, ok } from '../../src/domain/result.ts';

/** A server's reference records in memory: a change over another version than the present one is refused. */
export class FakeDesk implements ReferenceDesk {
  readonly changes: ReferenceChange[] = [];
  /** What was asked for, also what was refused. */
  readonly tried: ReferenceChange[] = [];
  /** Set: every request is refused so. */
  trouble: DeskRefusal | undefined;
  /** Set: after so many changes the network is gone. */
  troubleAfter: number | undefined;
  #records: OpenedReference[];
  #rev: number;

  constructor(records: readonly { readonly rid: string; readonly kind: string; readonly cells: Cells }[]) {
    this.#records = records.map((record, place) => ({ ...record, rev: place + 1, epoch: 'e' }));
    this.#rev = records.length;
  }

  readonly newId = v7;

  readonly read: ReferenceDesk['read'] = async (unit) => {
    if (this.trouble !== undefined) return err(this.trouble);
    const of = ({ kind, rid, cells }: OpenedReference) => (kind === 'unit' ? rid : (cells.unit as { id?: string })?.id);
    return ok(this.#records.filter((record) => unit === undefined || (of(record) ?? unit) === unit));
  };

  readonly save: ReferenceDesk['save'] = async (change) => {
    this.tried.push(change);
    if (this.trouble !== undefined) return err(this.trouble);
    if (this.changes.length >= (this.troubleAfter ?? Number.POSITIVE_INFINITY))
      return err({ tag: 'unreachable', words: 'Chưa nối được với máy chủ. Kiểm tra mạng rồi thử lại.' });
    const present = this.record(change.rid);
    if ((present?.rev ?? 0) !== (change.on?.rev ?? 0)) {
      const words = 'Mục này vừa được Đàm Thị Thí Điểm sửa. Xem lại rồi lưu.';
      return err({ tag: 'refused', words, ...(present === undefined ? {} : { present }) });
    }
    this.changes.push(change);
    return ok(this.#put(change.rid, change.kind, change.patch));
  };

  record(rid: string): OpenedReference | undefined {
    return this.#records.find((record) => record.rid === rid);
  }

  /** Somebody else changes a record. */
  elsewhere(rid: string, patch: Cells): void {
    this.#put(rid, this.record(rid)?.kind ?? '', patch);
  }

  /** The records of a kind as they stand. */
  of(kind: string): readonly OpenedReference[] {
    return this.#records.filter((record) => record.kind === kind);
  }

  #put(rid: string, kind: string, patch: Cells): OpenedReference {
    this.#rev += 1;
    const record = { rid, kind, rev: this.#rev, epoch: 'e', cells: patched(this.record(rid)?.cells ?? {}, patch) };
    this.#records = [...this.#records.filter((one) => one.rid !== rid), record];
    return record;
  }
}
