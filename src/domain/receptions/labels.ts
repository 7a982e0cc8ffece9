import type {
  AdhocGround,
  Capacity,
  DenunciationProgress,
  DirectionKind,
  FieldLevel1,
  FieldLevel2,
  MatterKind,
  MeetingForm,
  Organ,
  PartOfDay,
  PersonRole,
  RefusalGround,
  Role,
  SessionKind,
  SessionStatus,
  UnitKind,
} from '../../contract/records/codes.ts';
import type { Missing } from './incomplete.ts';

/** The codes of a schema, which this folder reads as a type only. */
type CodeOf<Schema extends { readonly _zod: { readonly output: string } }> = Schema['_zod']['output'];

// Codes as officials read them (ux/vietnamese.md, rules-and-forms §3). The order of each table is the order on screen.

export const MATTER_LABELS: { readonly [code in MatterKind]: string } = {
  proposal: 'Kiến nghị',
  feedback: 'Phản ánh',
  complaint: 'Khiếu nại',
  denunciation: 'Tố cáo',
  unclassified: 'Chưa phân loại',
};

export const SESSION_KIND_LABELS: { readonly [code in SessionKind]: string } = {
  regular: 'Thường xuyên',
  periodic: 'Định kỳ',
  adhoc: 'Đột xuất',
  unstated: 'Không nêu',
};

export const SESSION_STATUS_LABELS: { readonly [code in SessionStatus]: string } = {
  scheduled: 'Đã xếp lịch',
  in_progress: 'Đang tiếp',
  done: 'Đã tiếp',
  postponed: 'Hoãn',
  cancelled: 'Hủy',
};

export const ADHOC_GROUND_LABELS: { readonly [code in CodeOf<typeof AdhocGround>]: string } = {
  complex: 'Vụ việc gay gắt, phức tạp, nhiều người tham gia, liên quan nhiều cơ quan',
  serious_consequences: 'Không tiếp kịp thời có thể gây hậu quả nghiêm trọng',
  danger: 'Có thể ảnh hưởng tính mạng, tài sản, an ninh trật tự',
  other: 'Căn cứ khác',
};

export const PART_LABELS: { readonly [code in CodeOf<typeof PartOfDay>]: string } = {
  morning: 'Buổi sáng',
  afternoon: 'Buổi chiều',
  day: 'Cả ngày',
};

export const MEETING_FORM_LABELS: { readonly [code in CodeOf<typeof MeetingForm>]: string } = {
  in_person: 'Trực tiếp',
  online: 'Trực tuyến',
};

export const PLACE_KIND_LABELS = { office: 'Địa điểm tiếp công dân', mobile: 'Lưu động tại xóm' } as const;

export const CAPACITY_LABELS: { readonly [code in Capacity]: string } = {
  party_secretary: 'Bí thư',
  party_deputy_secretary: 'Phó Bí thư',
  committee_chair: 'Chủ tịch UBND',
  committee_vice_chair: 'Phó Chủ tịch UBND',
  council_standing: 'Thường trực HĐND',
  assigned_officer: 'Công chức được phân công',
  front: 'MTTQ',
  other: 'Chức danh khác',
};

export const FIELD1_LABELS: { readonly [code in CodeOf<typeof FieldLevel1>]: string } = {
  land_housing: 'Đất đai, nhà cửa',
  policy: 'Chế độ, chính sách',
  civil_service: 'Công chức, công vụ',
  administrative_other: 'Hành chính khác',
  corruption: 'Tham nhũng',
  judicial: 'Tư pháp',
  party_organisation: 'Đảng, đoàn thể',
  other: 'Lĩnh vực khác',
};

export const FIELD2_LABELS: { readonly [code in CodeOf<typeof FieldLevel2>]: string } = {
  site_clearance: 'Bồi thường, hỗ trợ, tái định cư',
  land_dispute: 'Tranh chấp đất đai',
  land_certificate: 'Cấp giấy chứng nhận',
  land_recovery: 'Thu hồi đất',
  land_planning: 'Quy hoạch đất',
  new_countryside: 'Nông thôn mới',
  infrastructure: 'Đường, điện, nước',
  environment: 'Môi trường',
  social_security: 'An sinh xã hội',
  civil_status: 'Hộ tịch',
  forest: 'Rừng',
  border: 'Biên giới',
};

/** Themes offered as chips beside the content: what people mostly come for. */
export const THEMES = [
  { key: 'land', label: 'Đất đai', field: { level1: 'land_housing' } },
  { key: 'policy', label: 'Chính sách', field: { level1: 'policy' } },
  {
    key: 'infrastructure',
    label: 'Đường, điện, nước',
    field: { level1: 'administrative_other', level2: 'infrastructure' },
  },
  { key: 'environment', label: 'Môi trường', field: { level1: 'administrative_other', level2: 'environment' } },
] as const;

export const DIRECTION_LABELS: { readonly [code in CodeOf<typeof DirectionKind>]: string } = {
  explain: 'Đã giải thích',
  return_guide: 'Hướng dẫn',
  accept: 'Thụ lý',
  forward: 'Chuyển',
};

export const REFUSAL_LABELS: { readonly [code in CodeOf<typeof RefusalGround>]: string } = {
  incapacitated: 'Say rượu, mất năng lực hành vi',
  disorder: 'Gây rối, đe dọa, xúc phạm',
  finally_resolved: 'Đã giải quyết hết, vẫn cố tình đến',
  other: 'Trường hợp khác theo quy định',
};

export const PROGRESS_LABELS: { readonly [code in CodeOf<typeof DenunciationProgress>]: string } = {
  received: 'Đã tiếp nhận',
  guided: 'Hướng dẫn gửi cấp có thẩm quyền',
  forwarded: 'Đã chuyển',
  accepted: 'Đã thụ lý',
  concluded: 'Đã kết luận',
};

export const PERSON_ROLE_LABELS: { readonly [code in CodeOf<typeof PersonRole>]: string } = {
  petitioner: 'Người đứng đơn',
  representative: 'Người đại diện',
  authorised: 'Người được ủy quyền',
  lawyer: 'Luật sư',
};

export const SEX_LABELS = { male: 'Nam', female: 'Nữ' } as const;

export const ORGAN_LABELS: { readonly [code in Organ]: string } = {
  party: 'Đảng ủy',
  council: 'HĐND',
  committee: 'UBND',
  front: 'MTTQ',
};

export const ROLE_LABELS: { readonly [code in Role]: string } = {
  commune_head: 'Lãnh đạo xã (bí thư, chủ tịch, thường trực HĐND)',
  commune_office: 'Văn phòng, công chức tiếp công dân',
  front: 'Mặt trận Tổ quốc',
  assigned: 'Người được giao',
  commune_admin: 'Quản trị xã',
  province_viewer: 'Tỉnh: xem báo cáo',
  province_supervisor: 'Tỉnh: giám sát',
  province_admin: 'Tỉnh: quản trị',
};

export const UNIT_KIND_LABELS: { readonly [code in CodeOf<typeof UnitKind>]: string } = {
  tinh: 'Tỉnh',
  huyen: 'Huyện',
  thi_tran: 'Thị trấn',
  xa: 'Xã',
  phuong: 'Phường',
};

/** `Xã Mẫu`; a name that says its kind already stays as it is. */
export function unitName(unit: { readonly kind: CodeOf<typeof UnitKind>; readonly name: string }): string {
  const kind = UNIT_KIND_LABELS[unit.kind];
  return unit.name.toLocaleLowerCase('vi').startsWith(kind.toLocaleLowerCase('vi'))
    ? unit.name
    : `${kind} ${unit.name}`;
}

/** People there live in a xóm; in a phường in a tổ dân phố. */
export function villageWord(unit: { readonly kind: string }): string {
  return unit.kind === 'phuong' ? 'Tổ dân phố' : 'Xóm';
}

export const MISSING_LABELS: { readonly [what in Missing]: string } = {
  matter: 'phân loại',
  person: 'họ tên',
  address: 'địa chỉ',
  identity: 'giấy tờ',
  content: 'nội dung',
  field: 'lĩnh vực',
  direction: 'hướng xử lý',
  localCode: 'mã hồ sơ giấy',
  progress: 'tiến độ',
};

/** Names of merge groups where a sentence names one: errors, conflicts, refused items. */
export const GROUP_LABELS: { readonly [group: string]: string } = {
  organ: 'Cơ quan',
  recordedBy: 'Người ghi',
  matter: 'Loại',
  session: 'Buổi tiếp',
  visited: 'Ngày tiếp',
  time: 'Giờ tiếp',
  headcount: 'Số người',
  largeGroup: 'Đoàn đông người',
  earlier: 'Số lần đã đến',
  case: 'Vụ việc',
  field: 'Lĩnh vực',
  content: 'Nội dung',
  request: 'Yêu cầu',
  documents: 'Tài liệu kèm theo',
  petitionHandedIn: 'Đã nhận đơn',
  settledBefore: 'Cơ quan đã giải quyết',
  direction: 'Hướng xử lý',
  chairOpinion: 'Ý kiến người chủ trì',
  citizenView: 'Ý kiến công dân',
  notice: 'Thông báo kết quả',
  followUp: 'Theo dõi kết quả',
  refusal: 'Từ chối tiếp',
  interpreter: 'Phiên dịch',
  fingerprint: 'Điểm chỉ',
  nationalCode: 'Mã trên CSDL quốc gia',
  localCode: 'Mã hồ sơ',
  progress: 'Tiến độ',
  note: 'Ghi chú',
  scheduled: 'Ngày theo lịch',
  held: 'Ngày tiếp',
  type: 'Loại buổi tiếp',
  form: 'Hình thức',
  place: 'Địa điểm',
  attendees: 'Thành phần dự',
  status: 'Trạng thái',
  madeUpFor: 'Tiếp bù cho ngày',
  conclusion: 'Kết luận',
  noVisitors: 'Không có công dân đến',
  approval: 'Trình duyệt',
  'people/name': 'Họ và tên',
  'people/birth': 'Năm sinh',
  'people/sex': 'Giới tính',
  'people/address': 'Địa chỉ',
  'people/oldAddress': 'Địa chỉ cũ',
  'people/village': 'Xóm, tổ dân phố',
  'people/document': 'Giấy tờ',
  'people/phone': 'Điện thoại',
  'people/organisation': 'Cơ quan, tổ chức',
  'people/role': 'Tư cách',
  'people/order': 'Thứ tự',
  'people/removed': 'Bỏ tên khỏi danh sách',
  'notTwins/checked': 'Không trùng với lượt khác',
  'notTwins/removed': 'Không trùng với lượt khác',
  'receivers/holding': 'Người tiếp',
  'receivers/removed': 'Bỏ người tiếp',
  'chairs/holding': 'Người chủ trì',
  'chairs/delegation': 'Ủy quyền',
  'chairs/removed': 'Bỏ người chủ trì',
  days: 'Ngày tiếp',
  hours: 'Buổi, giờ',
  shift: 'Khi trùng ngày nghỉ',
  period: 'Thời gian áp dụng',
  chair: 'Người chủ trì',
  unit: 'Đơn vị',
  official: 'Họ và tên',
  capacity: 'Chức danh',
  identity: 'Tên, mã đơn vị',
  parent: 'Đơn vị cấp trên',
  validity: 'Thời gian tồn tại',
  successors: 'Đơn vị kế tiếp',
  oldNames: 'Tên cũ',
  'villages/name': 'Xóm, tổ dân phố',
  'villages/oldNames': 'Tên cũ của xóm, tổ dân phố',
  'villages/removed': 'Bỏ xóm, tổ dân phố',
  year: 'Năm',
  source: 'Căn cứ',
  'days/day': 'Ngày nghỉ, ngày làm bù',
  'days/removed': 'Bỏ ngày nghỉ, ngày làm bù',
  '@deleted': 'Xóa bản ghi',
  '@redacted': 'Chuyển thành tố cáo',
};

/** The label of a merge group; elements of maps by their map and group. */
export function groupLabel(group: string): string {
  const parts = group.split('/');
  const key = parts.length === 3 ? `${parts[0]}/${parts[2]}` : group;
  return GROUP_LABELS[key] ?? group;
}
