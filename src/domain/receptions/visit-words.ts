import type { Cells } from '../../contract/records/kind.ts';
import { type ReceptionVisit, receptionVisit } from '../../contract/records/reception-visit.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { assemble } from '../records/assemble.ts';
import { formatDate, formatNumber } from '../text/format.ts';
import { maskIdentityNumber } from '../text/identity-number.ts';
import {
  CAPACITY_LABELS,
  DIRECTION_LABELS,
  FIELD1_LABELS,
  FIELD2_LABELS,
  MATTER_LABELS,
  PERSON_ROLE_LABELS,
  PROGRESS_LABELS,
  REFUSAL_LABELS,
  SEX_LABELS,
} from './labels.ts';
import { headcountOf, isLargeGroup } from './large-group.ts';
import { peopleInOrder } from './people.ts';

/** A line of what was recorded; without a value it was not entered. */
export type Line = { readonly term: string; readonly value: string };

/** What the record says of the visit itself, in the order of the register. */
export function visitLines(cells: Cells, sessionLabel: string | undefined): readonly Line[] {
  const visit = assemble(receptionVisit, cells);
  const denunciation = visit.matter === 'denunciation';
  const { visited, time, field } = visit;
  const lines: (Line | undefined)[] = [
    { term: 'Loại', value: MATTER_LABELS[visit.matter ?? 'unclassified'] },
    line('Mã hồ sơ', visit.localCode),
    line('Tiến độ', visit.progress ? PROGRESS_LABELS[visit.progress] : denunciation ? '' : undefined),
    { term: 'Ngày giờ tiếp', value: joined(', ', visited ? formatDate(visited.date) : '', time ?? '') },
    { term: 'Buổi tiếp', value: sessionLabel ?? 'Ngoài buổi tiếp' },
    { term: 'Số người đến', value: countWords(cells, visit) },
    {
      term: 'Lĩnh vực',
      value: joined(', ', field ? FIELD1_LABELS[field.level1] : '', field?.level2 ? FIELD2_LABELS[field.level2] : ''),
    },
    ...(denunciation ? [] : contentLines(visit)),
    line('Người tiếp', receiversOf(visit)),
    line('Người ghi', visit.recordedBy?.name),
  ];
  return lines.filter((item) => item !== undefined);
}

function contentLines(visit: ReceptionVisit): (Line | undefined)[] {
  const { documents, settledBefore, direction, notice, followUp, refusal } = visit;
  return [
    { term: 'Nội dung', value: visit.content ?? '' },
    line('Yêu cầu', visit.request),
    line('Đã đến trước đó', visit.earlier ? `${formatNumber(visit.earlier.times)} lần` : undefined),
    line('Vụ việc', visit.case ? (visit.case.known === 'old' ? 'Vụ việc cũ, đã nối' : 'Vụ việc mới') : undefined),
    line('Đơn', visit.petitionHandedIn ? 'Đã nhận đơn' : undefined),
    line('Tài liệu', joined(', ', documents?.text, documents?.sheets ? `${formatNumber(documents.sheets)} tờ` : '')),
    line('Đã giải quyết', joined(', ', settledBefore?.body, settledBefore?.documentNo, day(settledBefore?.date))),
    {
      term: 'Hướng xử lý',
      value: joined(
        ', ',
        direction ? DIRECTION_LABELS[direction.kind] : '',
        direction?.to,
        direction?.documentNo,
        day(direction?.date),
      ),
    },
    line('Ý kiến chủ trì', visit.chairOpinion),
    line('Ý kiến công dân', visit.citizenView),
    line(
      'Thông báo kết quả',
      joined(', ', notice?.complex ? 'vụ việc phức tạp' : '', day(notice?.givenOn), notice?.documentNo),
    ),
    line('Theo dõi kết quả', joined(', ', followUp?.text, day(followUp?.date))),
    line('Từ chối tiếp', joined(': ', refusal ? REFUSAL_LABELS[refusal.ground] : '', refusal?.text)),
    line('Phiên dịch', visit.interpreter),
    line('Điểm chỉ', visit.fingerprint ? 'Có' : undefined),
    line('Mã CSDL quốc gia', visit.nationalCode),
    line('Ghi chú', visit.note),
  ];
}

/** The people who came, each with what is known of them. */
export function peopleLines(cells: Cells): readonly { readonly id: string; readonly lines: readonly Line[] }[] {
  const { people } = assemble(receptionVisit, cells);
  return peopleInOrder(people).map(([id, person]) => {
    const { birth, document } = person;
    const lines = [
      { term: 'Họ và tên', value: person.name ?? '' },
      { term: 'Xóm, tổ dân phố', value: person.village?.name ?? '' },
      line('Năm sinh', birth ? (birth.date ? formatDate(birth.date) : String(birth.year)) : undefined),
      line('Giới tính', person.sex ? SEX_LABELS[person.sex] : undefined),
      line('Điện thoại', person.phone),
      line('Giấy tờ', documentWords(document)),
      line('Địa chỉ', person.address),
      line('Địa chỉ cũ', person.oldAddress),
      line('Tư cách', person.role ? PERSON_ROLE_LABELS[person.role] : undefined),
      line('Cơ quan, tổ chức', person.organisation),
    ];
    return { id, lines: lines.filter((item) => item !== undefined) };
  });
}

function documentWords(document: ReceptionVisit['people'][string]['document']): string | undefined {
  if (!document) return undefined;
  if (document.none)
    return joined(', ', 'Không có giấy tờ', document.confirmedBy && `${document.confirmedBy} xác nhận`);
  const number = document.number ? maskIdentityNumber(document.number) : '';
  return joined(', ', number, document.issuedOn && `cấp ${formatDate(document.issuedOn)}`);
}

function countWords(cells: Cells, visit: ReceptionVisit): string {
  const representatives = visit.headcount?.representatives;
  return joined(
    ', ',
    `${formatNumber(headcountOf(cells))} người`,
    representatives ? `${formatNumber(representatives)} người đại diện` : '',
    isLargeGroup(cells) ? 'đoàn đông người' : '',
  );
}

function receiversOf(visit: ReceptionVisit): string {
  return Object.values(visit.receivers)
    .flatMap(({ holding }) => (holding ? [`${holding.name} (${CAPACITY_LABELS[holding.capacity]})`] : []))
    .join(', ');
}

function day(date: PlainDate | undefined): string {
  return date === undefined ? '' : formatDate(date);
}

function line(term: string, value: string | null | undefined): Line | undefined {
  return value === undefined || value === null || value === '' ? undefined : { term, value };
}

function joined(by: string, ...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(by);
}
