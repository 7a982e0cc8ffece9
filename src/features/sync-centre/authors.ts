import type { Cells } from '../../contract/records/kind.ts';
import { receptionSession } from '../../contract/records/reception-session.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import type { Writer } from '../../contract/wire/sync.ts';
import { parseHlc } from '../../domain/merge/hlc.ts';
import { formatInstant } from '../../domain/text/format.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';

/** Who wrote the values that differ, as far as this phone knows. */
export type Authors = {
  /** The last own change that still waits here, of each group: what stands on this screen is its. */
  readonly ownByGroup: ReadonlyMap<string, Writer>;
  readonly namesById: ReadonlyMap<string, string>;
  /** This phone among the devices that stamp times. */
  readonly node: string | undefined;
};

/** Records that are opened for a name, and how many at a time: the few people of one unit are soon all found. */
const OPENED_AT_MOST = 200;
const OPENED_AT_ONCE = 20;

/** Looks up whose the values of a record in conflict are. */
export async function loadAuthors(phone: Phone, record: OpenRecord): Promise<Authors> {
  const ownByGroup = await ownChanges(phone, record.rid);
  const ids = record.view.conflicts.flatMap(({ author, standing }) => [author, ...(standing ? [standing.author] : [])]);
  return {
    ownByGroup,
    namesById: await namesOf(phone, new Set(ids), record.view.cells),
    node: parseHlc(phone.hlc())?.node,
  };
}

async function ownChanges(phone: Phone, rid: string): Promise<ReadonlyMap<string, Writer>> {
  const [{ waiting }, refused] = await Promise.all([phone.records.queue(), phone.records.quarantine()]);
  const rows = [...waiting, ...refused].filter((row) => row.rid === rid).sort((a, b) => a.key - b.key);
  return new Map(
    rows.flatMap(({ body }) =>
      body === null
        ? []
        : Object.keys(body.patch).map((group) => [group, { author: body.author, hlc: body.hlc }] as const),
    ),
  );
}

/** No list of users is on a phone, but each record says who began it. */
async function namesOf(phone: Phone, ids: ReadonlySet<string>, cells: Cells): Promise<ReadonlyMap<string, string>> {
  const namesById = new Map([[phone.recordedBy.userId, 'Bạn']]);
  const learn = (from: Cells | undefined) => {
    const by = from?.recordedBy as { readonly userId?: string; readonly name?: string } | null | undefined;
    if (by?.userId && by.name && ids.has(by.userId) && !namesById.has(by.userId)) namesById.set(by.userId, by.name);
  };
  const allKnown = () => [...ids].every((id) => namesById.has(id));
  learn(cells);
  const rows = phone.summary
    .getSnapshot()
    .newestFirst.filter(({ kind }) => kind === receptionVisit.kind || kind === receptionSession.kind)
    .slice(0, OPENED_AT_MOST);
  for (let at = 0; at < rows.length && !allKnown(); at += OPENED_AT_ONCE) {
    const opened = await Promise.all(rows.slice(at, at + OPENED_AT_ONCE).map(({ rid }) => phone.records.open(rid)));
    for (const record of opened) learn(record?.view.cells);
  }
  return namesById;
}

/** `Hoàng Văn Thử, 09:14 ngày 06/07/2026, máy khác`: what a tired official chooses by. */
export function sayWriter(writer: Writer | undefined, { namesById, node }: Authors): string {
  if (writer === undefined) return 'Chưa rõ người ghi';
  const when = parseHlc(writer.hlc);
  const parts = [
    namesById.get(writer.author) ?? 'Một cán bộ khác',
    ...(when === undefined ? [] : [formatInstant(when.ms), when.node === node ? 'máy này' : 'máy khác']),
  ];
  return parts.join(', ');
}
