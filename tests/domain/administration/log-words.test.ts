import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../../src/contract/wire/administration.ts';
import { sayDeed, sayDoer } from '../../../src/domain/administration/log-words.ts';

const entry = (over: Partial<LogEntry>): LogEntry => ({ id: '1', at: '2026-11-21T00:00:00Z', what: '', ...over });
const visit = { kind: 'reception-visit' };

describe('the log in words', () => {
  it.each([
    [{ what: 'user.created', subject: 'Lý A' }, 'thêm người dùng Lý A'],
    [{ what: 'device.revoked', subject: 'Máy 1 (ly.a)' }, 'thu hồi máy Máy 1 (ly.a)'],
    [{ what: 'device.locked' }, 'khóa máy không còn trong danh sách'],
    [{ what: 'record.create', ...visit }, 'ghi lượt tiếp'],
    [{ what: 'record.patch', ...visit, groups: ['content', 'people/phone'] }, 'sửa lượt tiếp: Nội dung, Điện thoại'],
    [
      { what: 'record.patch', ...visit, groups: ['content', 'field', 'matter', 'note', 'request', 'headcount'] },
      'sửa lượt tiếp: Nội dung, Lĩnh vực, Loại, Ghi chú và 2 mục khác',
    ],
    [{ what: 'record.redact', ...visit }, 'chuyển một bản ghi thành tố cáo'],
    [
      { what: 'record.patch', kind: 'duty-rule', subject: 'Bí thư Lý A', groups: ['days'] },
      'sửa lịch tiếp Bí thư Lý A: Ngày tiếp',
    ],
    [{ what: 'record.patch', kind: 'future-thing', groups: ['what'] }, 'sửa bản ghi: what'],
    [{ what: 'future.event' }, 'future.event'],
  ])('%j', (over, words) => expect(sayDeed(entry(over))).toBe(words));

  it('names who did it', () => {
    expect(sayDoer(entry({ actor: { id: 'x', name: 'Lý A' } }))).toBe('Lý A');
    expect(sayDoer(entry({ actor: { id: 'x' } }))).toBe('Người không còn trong danh sách');
    expect(sayDoer(entry({}))).toBe('Máy chủ');
  });
});
