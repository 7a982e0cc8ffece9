/** A door of the demo: one tap, no password. `hall`: a phone in a village hall without signal; `office`: a PC. */
export type DemoDoor = {
  readonly key: string;
  readonly username: string;
  readonly place: 'hall' | 'office';
  readonly title: string;
};

/** `/?cua=dien-thoai` goes through it. */
export const DOOR_PARAMETER = 'cua';

export const PHONE_DOOR: DemoDoor = {
  key: 'dien-thoai',
  username: 'vanphong.suoimau',
  place: 'hall',
  title: 'Điện thoại cán bộ xã',
};

export const DEMO_DOORS: readonly DemoDoor[] = [
  PHONE_DOOR,
  { key: 'may-tinh', username: 'vanphong2.suoimau', place: 'office', title: 'Máy tính văn phòng xã' },
];

/** Who looks at the figures behind the third door. */
export const PROVINCE_VISITOR = 'tinh.giamsat';
