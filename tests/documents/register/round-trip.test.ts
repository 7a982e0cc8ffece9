import fc from 'fast-check';
import { expect, it } from 'vitest';
import { registerHeading } from '../../../src/documents/register/heading.ts';
import { PHRASES } from '../../../src/documents/register/phrases.ts';
import { type RegisterRow, receptionRegister } from '../../../src/documents/register/register.ts';
import { registerWorkbook } from '../../../src/documents/register/register-sheet.ts';
import { findColumns } from '../../../src/documents/register-import/find-columns.ts';
import { readRows } from '../../../src/documents/register-import/read-rows.ts';
import { readWorkbook } from '../../../src/documents/spreadsheet/read-workbook.ts';
import { visitImporter } from '../../../src/domain/receptions/imported-visit.ts';
import type { VisitForm } from '../../../src/domain/receptions/visit-form.ts';
import { idNo, SPACE, successOf, USER } from '../../store/support.ts';
import { cellsOfForm, someForm } from './support.ts';

const PERIOD = { organ: 'committee', from: '2026-06-01', to: '2026-08-31' } as const;
const TODAY = '2026-11-23';
const RECORDER = { organ: 'committee', recordedBy: { userId: USER, name: 'Bàn Thị Lan' } } as const;
const UNIT = { id: SPACE, code: '01', kind: 'xa', level: 'commune', name: 'Mẫu Một' } as const;

const registerOf = (forms: readonly VisitForm[]) =>
  receptionRegister({
    ...PERIOD,
    visits: forms.map((form, at) => ({ rid: idNo(at + 1), cells: cellsOfForm(form) })),
    sessions: [],
  });

/** The visits of a file, as they would be imported. */
async function importedFrom(file: Blob) {
  const [sheet] = successOf(await readWorkbook(await file.arrayBuffer()));
  const rows = sheet?.rows ?? [];
  const read = readRows(rows, findColumns(rows), TODAY);
  expect(read.errors).toEqual([]);
  return read.rows
    .map(({ form }) => form)
    .map(visitImporter(SPACE, RECORDER, TODAY))
    .map(successOf);
}

const editionOf = (register: ReturnType<typeof registerOf>) => ({
  register,
  heading: registerHeading('committee', UNIT, undefined),
  volume: '3',
  paper: 'A3' as const,
  numbers: 'whole' as const,
  today: TODAY,
  demo: false,
});

/** What stands in a line, but for where it comes from: a visit of a book has no session here. */
function saidBy({ day, texts }: RegisterRow) {
  const note = texts.note.split('\n').filter((line) => line !== PHRASES.imported && line !== PHRASES.noSession);
  return { day, ...texts, note: note.join('\n') };
}

it('a register that goes through a file comes back with the same lines, and again as the same records', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someForm, { minLength: 1, maxLength: 8 }), async (forms) => {
      const register = registerOf(forms);
      const imported = await importedFrom(await registerWorkbook(editionOf(register)));
      const lines = imported.map(({ rid, change }) => {
        const [row] = receptionRegister({ ...PERIOD, visits: [{ rid, cells: change.patch }], sessions: [] }).rows;
        return row;
      });
      expect(lines.map((row) => row && saidBy(row))).toEqual(register.rows.map(saidBy));

      const visits = imported.map(({ rid, change }) => ({ rid, cells: change.patch }));
      const second = receptionRegister({ ...PERIOD, visits, sessions: [] });
      expect(second.totals).toEqual(register.totals);
      const again = await importedFrom(await registerWorkbook(editionOf(second)));
      expect(again.map(({ rid }) => rid).sort()).toEqual(imported.map(({ rid }) => rid).sort());
    }),
    { numRuns: 40 },
  );
});
