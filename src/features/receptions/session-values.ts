import type { DefaultValues } from 'react-hook-form';
import { AdhocGround, Capacity, MeetingForm, PartOfDay, SessionKind } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { receptionSession } from '../../contract/records/reception-session.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { chairKey, chairsInOrder, chairsOfKeys } from '../../domain/receptions/chairs.ts';
import { chairId, type SessionForm } from '../../domain/receptions/start-session.ts';
import { assemble } from '../../domain/records/assemble.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { formatDate } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Official } from '../../store/reference.ts';
import { SESSION_DATES } from './dates.ts';
import { type FieldProblem, groupOf, Typed } from './typed.ts';

export type ChairValues = {
  /** '' for one that was added here. */
  id: string;
  /** `official` as it was opened: another person is another chair. */
  was: string;
  /** `officialId capacity` of the list of officials, or '' for a name that was typed. */
  official: string;
  name: string;
  capacity: string;
  delegatedBy: string;
  delegationNo: string;
};

export type SessionValues = {
  /** Of a new session of somebody who works for several organs; '' = not said. */
  organ: string;
  kind: string;
  ground: string;
  date: string;
  part: string;
  from: string;
  to: string;
  form: string;
  placeKind: string;
  placeText: string;
  attendees: string;
  madeUpFor: string;
  conclusionText: string;
  conclusionNo: string;
  conclusionDate: string;
  note: string;
  chairs: ChairValues[];
};

/** A chair that is added, with the official that is proposed for it; '' for a name that will be typed. */
export function emptyChair(official: string): ChairValues {
  return { id: '', was: '', official, name: '', capacity: 'other', delegatedBy: '', delegationNo: '' };
}

export function officialKey(official: Pick<Official, 'id' | 'capacity'>): string {
  return chairKey({ officialId: official.id, capacity: official.capacity });
}

/** `proposed` = the day of a new session as it is written into the field; '' where a person must say it. */
export function sessionValues(cells: Cells, proposed: string): SessionValues {
  const session = assemble(receptionSession, cells);
  const { held, type, place, conclusion, madeUpFor } = session;
  return {
    organ: '',
    kind: type?.kind ?? 'adhoc',
    ground: type?.ground ?? '',
    date: held ? formatDate(held.date) : proposed,
    part: held?.part ?? '',
    from: held?.from ?? '',
    to: held?.to ?? '',
    form: session.form ?? '',
    placeKind: place?.kind ?? '',
    placeText: place?.text ?? '',
    attendees: session.attendees ?? '',
    madeUpFor: madeUpFor ? formatDate(madeUpFor.date) : '',
    conclusionText: conclusion?.text ?? '',
    conclusionNo: conclusion?.documentNo ?? '',
    conclusionDate: conclusion?.date ? formatDate(conclusion.date) : '',
    note: session.note ?? '',
    chairs: chairsInOrder(session.chairs).flatMap(([id, { holding, delegation }]) =>
      holding
        ? [
            {
              id,
              was: officialKey({ id: holding.officialId, capacity: holding.capacity }),
              official: officialKey({ id: holding.officialId, capacity: holding.capacity }),
              name: holding.name,
              capacity: holding.capacity,
              delegatedBy: delegation?.by ?? '',
              delegationNo: delegation?.documentNo ?? '',
            },
          ]
        : [],
    ),
  };
}

export type SessionContext = {
  readonly today: PlainDate;
  /** The last day a session that takes place may have; absent = it lies ahead, or the device's clock is not trusted. */
  readonly notAfter?: PlainDate | undefined;
  readonly officials: readonly Official[];
  /** For an official who is in no list. */
  readonly newId: () => string;
};

/** What a draft kept, of this version of the form or an older one. */
export function fromSessionDraft(kept: DefaultValues<SessionValues>, blank: SessionValues): SessionValues {
  const chairs = (kept.chairs ?? []) as readonly Partial<ChairValues>[];
  return {
    ...blank,
    ...(kept as Partial<SessionValues>),
    chairs: chairs.map((chair) => ({ ...emptyChair(''), ...chair })),
  };
}

/** What the inputs say, in the terms of the domain; or every field that cannot be read. */
export function sessionFormOf(
  values: SessionValues,
  context: SessionContext,
): Result<SessionForm, readonly FieldProblem[]> {
  const typed = new Typed(context.today);
  const kind = SessionKind.safeParse(values.kind);
  if (values.date.trim() === '') typed.say('date', 'Nhập ngày tiếp');
  const date = typed.date('date', values.date, SESSION_DATES.date);
  if (context.notAfter !== undefined && date > context.notAfter) typed.say('date', WORDS.dateInFuture);
  const ground = AdhocGround.safeParse(values.ground);
  const part = PartOfDay.safeParse(values.part);
  const meetingForm = MeetingForm.safeParse(values.form);
  const form: SessionForm = {
    type: {
      kind: kind.success ? kind.data : 'adhoc',
      ground: values.kind === 'adhoc' && ground.success ? ground.data : ('' as never),
    },
    held: {
      date,
      part: part.success ? part.data : ('' as never),
      from: typed.time('from', values.from),
      to: typed.time('to', values.to),
    },
    form: meetingForm.success ? meetingForm.data : null,
    place: placeOf(values, typed),
    attendees: typed.text('attendees', values.attendees),
    madeUpFor:
      values.madeUpFor.trim() === ''
        ? null
        : { date: typed.date('madeUpFor', values.madeUpFor, SESSION_DATES.madeUpFor) },
    conclusion: groupOf({
      text: typed.text('conclusionText', values.conclusionText),
      documentNo: typed.line('conclusionNo', values.conclusionNo),
      date: typed.date('conclusionDate', values.conclusionDate, SESSION_DATES.conclusionDate),
    }),
    note: typed.text('note', values.note),
    chairs: values.chairs.flatMap((chair, order) => chairOf(chair, order, context)),
  };
  return typed.problems.length === 0 ? ok(form) : err(typed.problems);
}

function placeOf({ placeKind, placeText }: SessionValues, typed: Typed): SessionForm['place'] {
  const text = typed.line('placeText', placeText);
  if (placeKind === 'office' || placeKind === 'mobile') return { kind: placeKind, text };
  // It would be lost: what is stored has a kind.
  if (text.trim() !== '') typed.say('placeKind', 'Chọn địa điểm');
  return null;
}

type ChairForm = NonNullable<SessionForm['chairs']>[number];

function chairOf(
  chair: ChairValues,
  order: number,
  { officials, newId }: { readonly officials: readonly Official[]; readonly newId: () => string },
): ChairForm[] {
  const official = officials.find((one) => officialKey(one) === chair.official);
  const [kept] = official === undefined ? chairsOfKeys(chair.official) : [];
  const capacity = Capacity.safeParse(official?.capacity ?? kept?.capacity ?? chair.capacity);
  const name = official?.name ?? chair.name;
  if (name.trim() === '') return [];
  const officialId = official?.id ?? kept?.officialId ?? newId();
  const of = capacity.success ? capacity.data : 'other';
  return [
    {
      id: chair.id !== '' && chair.was === chair.official ? chair.id : chairId(officialId, of),
      holding: { officialId, name, capacity: of, order },
      delegation: chair.delegatedBy.trim() === '' ? null : { by: chair.delegatedBy, documentNo: chair.delegationNo },
    },
  ];
}
