import type { SessionLine, VisitLine } from '../../contract/wire/drill-down.ts';
import type { TableSheet } from '../../documents/tables/table-workbook.ts';
import { ORGAN_LABELS, SESSION_KIND_LABELS, SESSION_STATUS_LABELS } from '../../domain/receptions/labels.ts';
import { sayAbout, sayChairs } from './sessions-table.tsx';
import type { SheetOf } from './sheet-of.ts';
import { BLOCK_LABELS, sayDirection, sayField, sayMatter, sayNotice, sayTurn, sayVisitAbout } from './visits-table.tsx';

/** A whole list with what a sheet says of it. */
export type ListOf<L> = SheetOf & {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  readonly records: readonly L[];
  readonly unitOf: (id: string) => string;
};

/** The list of visits as it stands on the page, for a file: coded fields only. */
export function visitsSheet({ title, lines, notes, records, unitOf, demo }: ListOf<VisitLine>): TableSheet {
  return {
    name: 'Lượt tiếp',
    title,
    lines,
    columns: [
      { header: 'Ngày tiếp', width: 12 },
      { header: 'Đơn vị', width: 26 },
      { header: 'Loại', width: 18 },
      { header: 'Số người', width: 8 },
      { header: 'Lĩnh vực', width: 30 },
      { header: 'Loại buổi', width: 15 },
      { header: 'Cơ quan', width: 10 },
      { header: 'Vụ việc', width: 11 },
      { header: 'Hướng xử lý', width: 16 },
      { header: 'Thông báo kết quả', width: 18 },
      { header: 'Ghi chú', width: 20 },
    ],
    rows: records.map((line) => [
      { day: line.day },
      unitOf(line.unit),
      sayMatter(line),
      line.people,
      sayField(line),
      line.block === undefined ? undefined : BLOCK_LABELS[line.block],
      line.organ === undefined ? undefined : ORGAN_LABELS[line.organ],
      sayTurn(line),
      sayDirection(line),
      sayNotice(line),
      sayVisitAbout(line),
    ]),
    notes,
    paper: 'A4',
    demo,
  };
}

/** The list of sessions as it stands on the page, for a file. */
export function sessionsSheet({ title, lines, notes, records, unitOf, demo }: ListOf<SessionLine>): TableSheet {
  return {
    name: 'Buổi tiếp',
    title,
    lines,
    columns: [
      { header: 'Ngày', width: 12 },
      { header: 'Đơn vị', width: 26 },
      { header: 'Loại buổi', width: 15 },
      { header: 'Cơ quan', width: 10 },
      { header: 'Người chủ trì', width: 40 },
      { header: 'Trạng thái', width: 14 },
      { header: 'Ghi chú', width: 34 },
      { header: 'Số lượt', width: 9 },
    ],
    rows: records.map((line) => [
      { day: line.day },
      unitOf(line.unit),
      SESSION_KIND_LABELS[line.kind],
      ORGAN_LABELS[line.organ],
      sayChairs(line),
      SESSION_STATUS_LABELS[line.status],
      sayAbout(line),
      line.visits,
    ]),
    notes,
    paper: 'A4',
    demo,
  };
}
