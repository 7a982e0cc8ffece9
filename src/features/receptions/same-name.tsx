import { useMemo, useState } from 'react';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { organOf } from '../../domain/permissions/buckets.ts';
import { may } from '../../domain/permissions/may.ts';
import { caseToJoin } from '../../domain/receptions/edit-visit.ts';
import type { Summary } from '../../domain/receptions/summary.ts';
import { ok, type Result } from '../../domain/result.ts';
import { foldForSearch } from '../../domain/text/fold.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { normalizeLine } from '../../domain/text/normalize.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord, SaveProblem } from '../../store/record-store.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { saySaveProblem } from './say-refusal.ts';
import { useVisitForm } from './visit-context.ts';
import { type PersonValues, visitValues } from './visit-values.ts';

/** Somebody of this name was here before: a remark with an offer, never a refusal. */
export function SameName({ name }: { readonly name: string }) {
  const { phone, rid, form, villages, onRefilled } = useVisitForm();
  const [failure, setFailure] = useState<string>();
  // Looked up when the name changes, not when the lists do: a save would wait for it. It is only an offer.
  const earlier = useMemo(() => {
    if (name.trim().length < 3) return [];
    return visitsOf(phone.summary.getSnapshot().newestFirst, name).filter((row) => row.rid !== rid);
  }, [phone, name, rid]);
  const last = earlier[0];
  if (last === undefined) return null;

  const reuse = async () => {
    const record = await phone.records.open(last.rid);
    if (record === undefined) return;
    const names = villages.map((village) => village.name);
    const before = visitValues(record.view.cells, { personId: '', villages: names });
    const known = before.people[0];
    if (known !== undefined)
      fillEmpty(form.getValues('people.0'), known, (key, value) => {
        form.setValue(`people.0.${key}`, value as never, { shouldDirty: true });
      });
    onRefilled();
    const joined = await joinCase(phone, record);
    setFailure(joined.ok ? undefined : saySaveProblem(joined.error));
    if (!joined.ok || joined.value === undefined) return;
    form.setValue('caseKnown', 'old', { shouldDirty: true });
    form.setValue('caseId', joined.value);
  };

  return (
    <Banner
      tone="info"
      action={
        <Button kind="quiet" onClick={() => void reuse()}>
          Dùng lại
        </Button>
      }
    >
      Đã có {formatNumber(earlier.length)} lượt cùng tên này{last.sub === '' ? '' : ` (${last.sub.split(' · ', 1)[0]})`}
      {last.day === '' ? '' : ` – lần trước ${formatDate(last.day)}`}. Dùng lại thông tin và nối vào vụ việc cũ?
      {failure === undefined ? null : <strong role="alert"> {failure}</strong>}
    </Banner>
  );
}

/** The case of an earlier visit; undefined = it cannot be joined: not one's own to edit, or a denunciation by now. */
async function joinCase(phone: Phone, record: OpenRecord): Promise<Result<string | undefined, SaveProblem>> {
  const { rid, opened } = record;
  const { cells } = record.view;
  const joined = caseToJoin(cells, phone.newId());
  if (joined?.change === undefined) return ok(joined?.id);
  const organ = organOf(cells);
  if (!may(phone.actor(), 'visit.edit', { ...phone.place, ...(organ === undefined ? {} : { organ }) }))
    return ok(undefined);
  const saved = await phone.records.save({ rid, kind: receptionVisit.kind, change: joined.change, opened });
  return saved.ok ? ok(joined.id) : saved;
}

function visitsOf(rows: readonly Summary[], name: string): readonly Summary[] {
  const folded = foldForSearch(normalizeLine(name));
  const words = folded.split(' ');
  return rows.filter(
    (row) =>
      // Most rows fall here: folding ten thousand titles would be felt at every letter.
      words.every((word) => row.words.includes(word)) &&
      row.kind === receptionVisit.kind &&
      row.status !== 'deleted' &&
      row.matter !== 'denunciation' &&
      foldForSearch(row.title.replace(/ \([\d.]+ người\)$/, '')) === folded,
  );
}

/** Only what the form has not been told yet. */
function fillEmpty(
  present: PersonValues,
  known: PersonValues,
  set: (key: keyof PersonValues, value: string | boolean) => void,
): void {
  for (const key of Object.keys(known) as (keyof PersonValues)[]) {
    if (key === 'id' || key === 'name') continue;
    if (present[key] === '' || present[key] === false) set(key, known[key]);
  }
}
