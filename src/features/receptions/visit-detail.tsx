import { useState } from 'react';
import type { Cells } from '../../contract/records/kind.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import { organOf } from '../../domain/permissions/buckets.ts';
import { may } from '../../domain/permissions/may.ts';
import { isDenunciation } from '../../domain/receptions/denunciation.ts';
import { reclassifyAsDenunciation } from '../../domain/receptions/edit-visit.ts';
import { missingOf } from '../../domain/receptions/incomplete.ts';
import { MISSING_LABELS } from '../../domain/receptions/labels.ts';
import { sessionTitle, visitTitle } from '../../domain/receptions/list-words.ts';
import { joinedInto } from '../../domain/receptions/twins.ts';
import { type Line, peopleLines, visitLines } from '../../domain/receptions/visit-words.ts';
import type { Change } from '../../domain/records/change.ts';
import { deleteRecord, restoreRecord } from '../../domain/records/lifecycle.ts';
import type { Result } from '../../domain/result.ts';
import {
  ADDRESS,
  conflictAddress,
  sessionAddress,
  visitAddress,
  visitEditAddress,
} from '../../domain/text/addresses.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconEdit, IconTrash } from '../../ui/icons.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import { useSource } from '../../ui/use-source.ts';
import { freshLocalCode } from './fresh-code.ts';
import styles from './list.module.css';
import { RecordChip } from './record-chip.tsx';
import { RedactQuestion } from './redact-question.tsx';
import { saySaveProblem } from './say-refusal.ts';
import { useRecord } from './use-record.ts';
import type { Go } from './visit-form-page.tsx';

export type VisitDetailProps = { readonly phone: Phone; readonly rid: string; readonly go: Go };

/** One visit: everything that was recorded, and what may be done with it. */
export function VisitDetail({ phone, rid, go }: VisitDetailProps) {
  const { record, gone } = useRecord(phone, rid);
  const sync = useSource(phone.sync);
  const { byId } = useSource(phone.summary);
  if (gone)
    return (
      <EmptyState title="Máy này không còn giữ hồ sơ này">Hồ sơ đã chuyển đi hoặc bạn không còn quyền xem.</EmptyState>
    );
  if (record === undefined) return <p className={styles.detail}>{WORDS.loading}</p>;

  const { cells } = record.view;
  const sessionId = (cells.session as { readonly id?: string } | null | undefined)?.id;
  const session = sessionId === undefined ? undefined : byId.get(sessionId);
  const row = byId.get(rid);
  return (
    <div className={styles.detail}>
      <div className={styles.head}>
        <h2>{row ? visitTitle(row) : 'Lượt tiếp'}</h2>
        <RecordChip state={record.state} sending={sync.phase === 'sending'} />
      </div>
      <StateBanners record={record} go={go} />
      <MissingBanner phone={phone} record={record} go={go} />
      <Actions phone={phone} record={record} go={go} />
      {peopleLines(cells).map(({ id, lines }, index, all) => (
        <Section key={id} title={all.length > 1 ? `Người thứ ${index + 1}` : 'Công dân'}>
          <Card>
            <SummaryList items={lines.map(shown)} />
          </Card>
        </Section>
      ))}
      <Section title="Lượt tiếp">
        <Card>
          <SummaryList
            items={visitLines(
              cells,
              sessionId === undefined ? undefined : session ? sessionTitle(session) : 'Chưa có buổi trên máy này',
            ).map((line) =>
              line.term === 'Buổi tiếp' && session !== undefined
                ? {
                    ...line,
                    action: (
                      <Button kind="quiet" onClick={() => go(sessionAddress(session.rid))}>
                        Xem buổi
                      </Button>
                    ),
                  }
                : shown(line),
            )}
          />
        </Card>
      </Section>
    </div>
  );
}

function shown(line: Line): Line {
  return line.value === '' ? { ...line, value: WORDS.notFilled } : line;
}

function StateBanners({ record, go }: { readonly record: OpenRecord; readonly go: Go }) {
  const into = joinedInto(record.view.cells);
  if (into !== undefined)
    return (
      <Banner tone="warning" action={<Button onClick={() => go(visitAddress(into))}>Mở lượt kia</Button>}>
        Lượt tiếp này đã gộp vào một lượt khác và không tính riêng. Khôi phục nếu hai lượt là khác nhau.
      </Banner>
    );
  if (isDeleted(record.view.cells))
    return <Banner tone="warning">Lượt tiếp này đã xóa và không tính vào số liệu.</Banner>;
  if (record.state === 'decide') {
    return (
      <Banner tone="warning" action={<Button onClick={() => go(conflictAddress(record.rid))}>Xem hai bản</Button>}>
        Hai máy cùng sửa hồ sơ này. Chọn bản đúng để số liệu không lệch.
      </Banner>
    );
  }
  if (record.state === 'refused') {
    return (
      <Banner tone="warning" action={<Button onClick={() => go(ADDRESS.sync)}>Xem lý do</Button>}>
        Máy chủ chưa nhận thay đổi gần nhất của hồ sơ này.
      </Banner>
    );
  }
  return null;
}

/** What is missing, each one tap away from its field. */
function MissingBanner({ phone, record, go }: PartProps) {
  const missing = isDeleted(record.view.cells) ? [] : missingOf(record.view.cells);
  if (missing.length === 0) return null;
  const mayEdit = mayDo(phone, record, 'visit.edit');
  return (
    <Banner
      tone="info"
      action={
        mayEdit ? (
          <div className={styles.actions}>
            {missing.map((what) => (
              <Button key={what} onClick={() => go(visitEditAddress(record.rid, what))}>
                Ghi {MISSING_LABELS[what]}
              </Button>
            ))}
          </div>
        ) : undefined
      }
    >
      Cần bổ sung: {missing.map((what) => MISSING_LABELS[what]).join(', ')}. Lượt này vẫn được tính ngay.
    </Banner>
  );
}

type PartProps = { readonly phone: Phone; readonly record: OpenRecord; readonly go: Go };
type Intent = 'visit.edit' | 'visit.delete' | 'visit.restore' | 'visit.redact';

function mayDo(phone: Phone, record: OpenRecord, intent: Intent): boolean {
  const organ = organOf(record.view.cells);
  const target = { ...phone.place, ...(organ === undefined ? {} : { organ }) };
  return !phone.withdrawn && may(phone.actor(), intent, target);
}

function Actions({ phone, record, go }: PartProps) {
  const showSnackbar = useSnackbar();
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string>();
  const { cells } = record.view;
  const can = (intent: Intent) => mayDo(phone, record, intent);

  const save = async (change: Change, { rid, opened }: OpenRecord): Promise<boolean> => {
    const saved = await phone.records.save({ rid, kind: receptionVisit.kind, change, opened });
    setFailure(saved.ok ? undefined : saySaveProblem(saved.error));
    return saved.ok;
  };
  /** Decides on the record as it stands now, with the base of the very same opening. */
  const saveNow = async <E,>(decide: (present: Cells) => Result<Change, E>): Promise<boolean> => {
    const present = (await phone.records.open(record.rid)) ?? record;
    const change = decide(present.view.cells);
    return change.ok && save(change.value, present);
  };
  const restore = async () => {
    if (await saveNow(restoreRecord)) showSnackbar({ text: 'Đã khôi phục.' });
  };
  const remove = async () => {
    // On the base of what is on the screen: what came since must not go unseen.
    const change = deleteRecord(cells, 'Người ghi xóa trên máy');
    if (!change.ok || !(await save(change.value, record))) return;
    showSnackbar({
      text: 'Đã xóa lượt tiếp.',
      action: { label: WORDS.undo, run: () => void restore() },
      durationMs: 10_000,
    });
    go(ADDRESS.visits, { replace: true });
  };
  const redact = async () => {
    setAsking(false);
    // It says again all that may stay, so it must know the latest of it.
    if (await saveNow((present) => reclassifyAsDenunciation(present, freshLocalCode(phone))))
      showSnackbar({ text: 'Đã chuyển thành tố cáo và xóa danh tính.' });
  };

  if (isDeleted(cells)) {
    return can('visit.restore') ? <Button onClick={() => void restore()}>Khôi phục</Button> : null;
  }
  return (
    <>
      {failure === undefined ? null : (
        <div role="alert">
          <Banner tone="danger">{failure}</Banner>
        </div>
      )}
      <div className={styles.actions}>
        {can('visit.edit') ? (
          <Button kind="primary" icon={<IconEdit size={1.25} />} onClick={() => go(visitEditAddress(record.rid))}>
            Sửa
          </Button>
        ) : null}
        {can('visit.delete') ? (
          <Button icon={<IconTrash size={1.25} />} onClick={() => void remove()}>
            Xóa
          </Button>
        ) : null}
        {can('visit.redact') && !isDenunciation(cells) ? (
          <Button kind="quiet" onClick={() => setAsking(true)}>
            Chuyển thành tố cáo
          </Button>
        ) : null}
      </div>
      {asking ? <RedactQuestion onYes={() => void redact()} onNo={() => setAsking(false)} /> : null}
    </>
  );
}
