// Every key that does something, once: what listens to them and the sheet that lists them are made from it. No single
// letters: Telex types its tones with them. No Ctrl+Shift, Alt+Shift, Alt+Z: they switch the Vietnamese keyboard.

/** `keys`: as `useShortcut` reads them; Ctrl is ⌘ on a Mac. */
export type Shortcut = { readonly keys: string; readonly does: string };

export const SHORTCUTS = {
  search: { keys: 'Ctrl+K', does: 'Tìm trên máy này' },
  record: { keys: 'F2', does: 'Ghi tiếp dân' },
  today: { keys: 'Alt+1', does: 'Hôm nay' },
  visits: { keys: 'Alt+2', does: 'Tiếp dân' },
  sync: { keys: 'Alt+3', does: 'Đồng bộ' },
  more: { keys: 'Alt+4', does: 'Thêm' },
  saveAndNext: { keys: 'Ctrl+Enter', does: 'Lưu; khi ghi mới thì lưu rồi ghi tiếp người sau' },
  keepDraft: { keys: 'Ctrl+S', does: 'Giữ bản nháp ngay' },
  leave: { keys: 'Escape', does: 'Đóng bảng, quay lại (hỏi nếu đang viết dở)' },
  sheet: { keys: '?', does: 'Bảng phím tắt (khi không gõ chữ)' },
} satisfies { readonly [name: string]: Shortcut };

/** What the browser and the lists do by themselves. */
const OTHERS: readonly Shortcut[] = [
  { keys: '↑ ↓', does: 'Đi trong danh sách; Enter để mở' },
  { keys: 'Ctrl+P', does: 'In phần đang xem' },
];

const { today, visits, sync, more, ...rest } = SHORTCUTS;

/** All of them as the sheet lists them, in groups. */
export const SHORTCUT_GROUPS: readonly { readonly title: string; readonly shortcuts: readonly Shortcut[] }[] = [
  { title: 'Đi tới', shortcuts: [rest.search, rest.record, today, visits, sync, more] },
  { title: 'Khi ghi và xem', shortcuts: [rest.saveAndNext, rest.keepDraft, rest.leave, ...OTHERS, rest.sheet] },
];

/** The caps of the keys, as they are written on them. */
export function keyCaps({ keys }: Shortcut): readonly string[] {
  return keys.split(/[+ ]/).map((cap) => (cap === 'Escape' ? 'Esc' : cap));
}
