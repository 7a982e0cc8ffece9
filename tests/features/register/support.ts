import { beforeAll } from 'vitest';
import { readWorkbook } from '../../../src/documents/spreadsheet/read-workbook.ts';
import { type Sheet, writeWorkbook, XLSX_TYPE } from '../../../src/documents/spreadsheet/write-workbook.ts';

type Answer = { readonly data: unknown };

/** jsdom has no workers: the same reading, on the page. */
class WorkerOfTheTest {
  onmessage: ((answer: Answer) => void) | null = null;
  onerror: (() => void) | null = null;
  #ended = false;

  postMessage(bytes: ArrayBuffer): void {
    readWorkbook(bytes).then(
      (data) => (this.#ended ? undefined : this.onmessage?.({ data })),
      () => this.onerror?.(),
    );
  }

  terminate(): void {
    this.#ended = true;
  }
}

/** What a browser has and jsdom lacks: workers, and style sheets made by script. */
export function letFilesBeRead(): void {
  beforeAll(() => {
    Object.assign(globalThis, { Worker: WorkerOfTheTest });
    Object.assign(window, {
      CSSStyleSheet: class {
        replaceSync(): void {
          // Nothing is drawn here.
        }
      },
    });
    Object.assign(document, { adoptedStyleSheets: [] });
  });
}

export const HEAD = ['STT', 'Ngày tiếp', 'Họ tên – Địa chỉ', 'CCCD', 'Nội dung vụ việc', 'Phân loại đơn/Số người'];

type Cell = string | number;

/** An .xlsx file with these rows, as somebody chooses it. */
export async function bookOf(rows: readonly (readonly Cell[])[], name = 'so-2025.xlsx'): Promise<File> {
  const sheet: Sheet = {
    name: 'Sổ',
    widths: HEAD.map(() => 20),
    rows: rows.map((row) => ({ cells: row.map((value) => ({ value, style: 'text' as const })) })),
    paper: 'A4',
  };
  const bytes = await (await writeWorkbook(sheet)).arrayBuffer();
  return new File([bytes], name, { type: XLSX_TYPE });
}

/** The n-th row of a book in which nothing is wrong. */
export function goodRow(n: number): readonly Cell[] {
  const day = String((n % 28) + 1).padStart(2, '0');
  return [
    n,
    `${day}/03/2025`,
    `Nông Thị Số ${n} – Xóm Trên, xã Mẫu`,
    `00419${String(n).padStart(7, '0')}`,
    `Xin việc ${n}`,
    'KN',
  ];
}
