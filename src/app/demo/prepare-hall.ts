import { v5 } from 'uuid';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { canonical } from '../../domain/merge/cells.ts';
import { newVisit } from '../../domain/receptions/new-visit.ts';
import type { VisitForm } from '../../domain/receptions/visit-form.ts';
import { formatDate, formatTime } from '../../domain/text/format.ts';
import { type SessionDraft, sessionDraft, type VisitDraft, visitDraft } from '../../features/receptions/drafts.ts';
import { sessionValues } from '../../features/receptions/session-values.ts';
import { blankVisit, type VisitValues } from '../../features/receptions/visit-values.ts';
import type { Phone } from '../../store/phone.ts';

/** Name-based ids: whichever phone of the unit plants these visits on a day, they are the same records. */
const NAMESPACE = '5b0c5d1e-8f0a-4c39-9a3e-6d0f4f5be2a7';

/**
 * What a clerk has on his phone in the middle of a reception in a village hall without signal: three visits that are not
 * sent yet, one that is half written, and a session that is to be typed in. Through the same doors as his own hand.
 * A second phone of the same person plants nothing twice: what it holds already it leaves, and what the first has not
 * sent yet it makes under the same ids with the same values, which merge into one.
 */
export async function prepareHall(phone: Phone): Promise<void> {
  for (const visit of UNSENT) await save(phone, visit);
  await keepDraft(phone, startedSession(phone));
  await keepDraft(phone, halfWritten(phone));
}

type Heard = Omit<VisitForm, 'people' | 'time'> & {
  readonly time: string;
  readonly person: Omit<NonNullable<VisitForm['people']>[number], 'id'>;
};

async function save(phone: Phone, { person, time, ...form }: Heard): Promise<void> {
  const [organ = 'committee'] = phone.organs();
  const { date } = phone.today();
  const rid = v5(canonical([phone.place.space, phone.recordedBy.userId, date, time]), NAMESPACE);
  if (phone.summary.getSnapshot().newestFirst.some((row) => row.rid === rid)) return;
  const made = newVisit(
    {
      headcount: { came: 1 },
      ...form,
      visited: { date, dateSource: 'device' },
      // Of a visit that is still to come the hour would be a lie.
      ...(time <= formatTime(phone.nowMs()) ? { time } : {}),
      people: [{ ...person, id: v5('person', rid) }],
    },
    { organ, recordedBy: phone.recordedBy },
    date,
  );
  if (!made.ok) throw new Error(`the demo's own visit was refused: ${made.error.tag}`);
  const saved = await phone.records.save({
    rid,
    kind: receptionVisit.kind,
    change: made.value,
    opened: null,
  });
  if (!saved.ok) throw new Error(`the demo's own visit was not saved: ${saved.error.tag}`);
}

async function keepDraft(phone: Phone, draft: VisitDraft | SessionDraft): Promise<void> {
  const formId = phone.newId();
  await phone.records.saveDraft(formId, formId, draft);
}

const NEW = { isNew: true, opened: null, cells: {} } as const;

/** Whole enough to be saved as it is: "Làm tiếp", "Lưu". */
function halfWritten(phone: Phone): VisitDraft {
  const personId = phone.newId();
  const blank = blankVisit({
    personId,
    date: formatDate(phone.today().date),
    time: formatTime(phone.nowMs()),
    session: '',
    village: 'Xóm Bờ Suối',
    organ: '',
  });
  const values: VisitValues = {
    ...blank,
    matter: 'proposal',
    theme: 'infrastructure',
    content: 'Cầu treo sang nương xóm Bờ Suối thiếu ba tấm ván, trâu bò không qua được; bà con xin hỗ trợ',
    people: blank.people.map((person) => ({ ...person, name: 'Giàng A Súng' })),
  };
  return visitDraft(values, { ...NEW, personId }, true);
}

function startedSession(phone: Phone): SessionDraft {
  const values = sessionValues({}, formatDate(phone.today().date));
  const place = { placeKind: 'mobile', placeText: 'Nhà văn hóa xóm Bờ Suối' };
  return sessionDraft(
    { ...values, ...place, kind: 'adhoc', ground: 'complex', attendees: 'Trưởng xóm, công an xã' },
    NEW,
    true,
  );
}

const UNSENT: readonly Heard[] = [
  {
    time: '07:40',
    matter: 'proposal',
    field: { level1: 'administrative_other', level2: 'infrastructure' },
    content: 'Sáu hộ cuối xóm Bờ Suối chưa có điện lưới, kéo dây nhờ qua ruộng rất nguy hiểm khi mưa.',
    request: 'Đề nghị làm việc với điện lực kéo đường dây vào xóm.',
    headcount: { came: 6, representatives: 1 },
    person: { name: 'Đặng Sành Phú', birth: { year: 1974 }, sex: 'male', village: { name: 'Xóm Bờ Suối' } },
  },
  {
    time: '07:54',
    matter: 'feedback',
    field: { level1: 'administrative_other', level2: 'environment' },
    content: 'Rác chợ phiên đổ xuống bờ suối phía trên chỗ lấy nước của xóm.',
    request: 'Đề nghị thu gom sau mỗi phiên chợ.',
    direction: { kind: 'accept' },
    person: { name: 'Nông Thị Én', birth: { year: 1988 }, sex: 'female', village: { name: 'Xóm Bờ Suối' } },
  },
  {
    time: '08:08',
    matter: 'proposal',
    field: { level1: 'policy', level2: 'social_security' },
    content: 'Hỏi hồ sơ trợ cấp cho con khuyết tật nộp từ tháng trước đã đến đâu.',
    direction: { kind: 'explain' },
    chairOpinion: 'Đã giải thích: hồ sơ chờ kết luận mức độ khuyết tật, hẹn trả lời trong tuần tới.',
    person: { name: 'Lầu Thị Mỷ', birth: { year: 1993 }, sex: 'female', village: { name: 'Xóm Trên' } },
  },
];
