import * as z from 'zod/mini';

/** Organs of a unit that own records: đảng ủy, HĐND, UBND, MTTQ. */
export const Organ = z.enum(['party', 'council', 'committee', 'front']);
export type Organ = z.infer<typeof Organ>;

/** Levels of units; `district` only until 2025-06-30. */
export const UnitLevel = z.enum(['province', 'district', 'commune']);
export type UnitLevel = z.infer<typeof UnitLevel>;

/** Kinds of units: tỉnh, huyện, thị trấn, xã, phường. */
export const UnitKind = z.enum(['tinh', 'huyen', 'thi_tran', 'xa', 'phuong']);

/** Capacities in which a person receives or chairs (records-and-counting §1). */
export const Capacity = z.enum([
  'party_secretary',
  'party_deputy_secretary',
  'committee_chair',
  'committee_vice_chair',
  'council_standing',
  'assigned_officer',
  'front',
  'other',
]);
export type Capacity = z.infer<typeof Capacity>;

/** Kinds of session: thường xuyên, định kỳ, đột xuất; `unstated` (không nêu) is historic data only. */
export const SessionKind = z.enum(['regular', 'periodic', 'adhoc', 'unstated']);
export type SessionKind = z.infer<typeof SessionKind>;

/** Grounds of an ad hoc session (Quy định 11 Điều 4; Luật Tiếp công dân Điều 18.3). */
export const AdhocGround = z.enum(['complex', 'serious_consequences', 'danger', 'other']);

/** đã xếp lịch, đang tiếp, đã tiếp, hoãn, hủy. */
export const SessionStatus = z.enum(['scheduled', 'in_progress', 'done', 'postponed', 'cancelled']);
export type SessionStatus = z.infer<typeof SessionStatus>;

export const PartOfDay = z.enum(['morning', 'afternoon', 'day']);

/**
 * Where a duty goes that falls on a day off: to the next working day, or (some provinces) a holiday's duty to the nearest
 * working day of the same month (rules-and-forms §5).
 */
export const DutyShift = z.enum(['next_working_day', 'same_month']);
export type DutyShift = z.infer<typeof DutyShift>;

/** Whether a day is off or worked; whether that is announced or only expected. */
export const DayKind = z.enum(['off', 'work']);
export const DayCertainty = z.enum(['official', 'expected']);

/** trình, duyệt, trả lại. */
export const ApprovalState = z.enum(['submitted', 'approved', 'returned']);
export type ApprovalState = z.infer<typeof ApprovalState>;

/** Trực tiếp, trực tuyến (Luật 136/2025, Điều 3a). */
export const MeetingForm = z.enum(['in_person', 'online']);

/** What a visit is about: kiến nghị, phản ánh, khiếu nại, tố cáo, chưa phân loại. */
export const MatterKind = z.enum(['proposal', 'feedback', 'complaint', 'denunciation', 'unclassified']);
export type MatterKind = z.infer<typeof MatterKind>;

/** Lĩnh vực L1 (rules-and-forms §3). */
export const FieldLevel1 = z.enum([
  'policy',
  'land_housing',
  'civil_service',
  'administrative_other',
  'corruption',
  'judicial',
  'party_organisation',
  'other',
]);

/** Lĩnh vực L2: local themes. */
export const FieldLevel2 = z.enum([
  'site_clearance',
  'land_dispute',
  'land_certificate',
  'land_recovery',
  'land_planning',
  'new_countryside',
  'infrastructure',
  'environment',
  'social_security',
  'civil_status',
  'forest',
  'border',
]);

/** Vai trò: đứng đơn, đại diện, ủy quyền, luật sư. */
export const PersonRole = z.enum(['petitioner', 'representative', 'authorised', 'lawyer']);

/** Hướng xử lý; `explain` (giải thích tại chỗ) fills none of columns 8–10 of the register. */
export const DirectionKind = z.enum(['accept', 'return_guide', 'forward', 'explain']);

/** Grounds for refusing to receive (Luật Tiếp công dân Điều 9). */
export const RefusalGround = z.enum(['incapacitated', 'disorder', 'finally_resolved', 'other']);

/** What may be told of a denunciation without its content (records-and-counting §4). */
export const DenunciationProgress = z.enum(['received', 'guided', 'forwarded', 'accepted', 'concluded']);

/** Roles of a user (security.md §1). */
export const Role = z.enum([
  'commune_head',
  'commune_office',
  'front',
  'assigned',
  'commune_admin',
  'province_viewer',
  'province_supervisor',
  'province_admin',
]);
export type Role = z.infer<typeof Role>;
