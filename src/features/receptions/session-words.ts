import type { Cells } from '../../contract/records/kind.ts';
import { receptionSession } from '../../contract/records/reception-session.ts';
import { chairsInOrder } from '../../domain/receptions/chairs.ts';
import {
  ADHOC_GROUND_LABELS,
  CAPACITY_LABELS,
  MEETING_FORM_LABELS,
  PART_LABELS,
  PLACE_KIND_LABELS,
  SESSION_KIND_LABELS,
  SESSION_STATUS_LABELS,
} from '../../domain/receptions/labels.ts';
import type { Line } from '../../domain/receptions/visit-words.ts';
import { assemble } from '../../domain/records/assemble.ts';
import { formatDate } from '../../domain/text/format.ts';

/** What the record says of a session. */
export function sessionLines(cells: Cells): readonly Line[] {
  const session = assemble(receptionSession, cells);
  const { held, scheduled, type, status, place, conclusion } = session;
  const chairs = chairsInOrder(session.chairs).flatMap(([, { holding, delegation }]) =>
    holding
      ? [`${holding.name} (${CAPACITY_LABELS[holding.capacity]})${delegation ? `, ủy quyền của ${delegation.by}` : ''}`]
      : [],
  );
  const lines: (Line | undefined)[] = [
    {
      term: 'Loại',
      value: [type ? SESSION_KIND_LABELS[type.kind] : '', type?.ground ? ADHOC_GROUND_LABELS[type.ground] : '']
        .filter(Boolean)
        .join(': '),
    },
    {
      term: 'Trạng thái',
      value: [status ? SESSION_STATUS_LABELS[status.status] : '', status?.reason, status?.noticeNo]
        .filter(Boolean)
        .join(', '),
    },
    { term: 'Chủ trì', value: chairs.join('\n') },
    {
      term: 'Ngày tiếp',
      value: [
        held ? formatDate(held.date) : '',
        held?.part ? PART_LABELS[held.part] : '',
        [held?.from, held?.to].filter(Boolean).join('–'),
      ]
        .filter(Boolean)
        .join(', '),
    },
    line('Ngày theo lịch', scheduled ? `${formatDate(scheduled.date)}, ${PART_LABELS[scheduled.part]}` : ''),
    line('Hình thức', session.form ? MEETING_FORM_LABELS[session.form] : ''),
    line('Địa điểm', place ? [PLACE_KIND_LABELS[place.kind], place.text].filter(Boolean).join(': ') : ''),
    line('Thành phần dự', session.attendees),
    line('Tiếp bù cho ngày', session.madeUpFor ? formatDate(session.madeUpFor.date) : ''),
    line('Không có công dân đến', session.noVisitors ? 'Có' : ''),
    line(
      'Kết luận',
      conclusion
        ? whatAndWhere(
            conclusion.text ?? '',
            [conclusion.documentNo, conclusion.date && formatDate(conclusion.date)].filter(Boolean).join(', '),
          )
        : '',
    ),
    line('Ghi chú', session.note),
    line('Người ghi', session.recordedBy?.name),
  ];
  return lines.filter((item) => item !== undefined);
}

/** "Giao … trước 30/11 – 35/TB-UBND, 22/11/2026": a sentence's own full stop gives way. */
function whatAndWhere(text: string, where: string): string {
  return [where === '' ? text : text.replace(/\.$/, ''), where].filter(Boolean).join(' – ');
}

function line(term: string, value: string | null | undefined): Line | undefined {
  return value ? { term, value } : undefined;
}
