import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { DeviceList, UserList } from '../../../src/contract/wire/administration.ts';
import type { Membership } from '../../../src/contract/wire/session.ts';
import { err, ok } from '../../../src/domain/result.ts';
import type { RecoveryAnswerApi } from '../../../src/features/admin/admin-api.ts';
import { AnswerRequest } from '../../../src/features/admin/answer-request.tsx';
import { hashWasmArgon2 } from '../../../src/store/vault/argon2.ts';
import { systemRandom } from '../../../src/store/vault/bytes.ts';
import { type PendingRecovery, requestRecovery, takeRecoveryAnswer } from '../../../src/store/vault/recovery.ts';
import { makeRecoveryKey, type NewRecoveryKey } from '../../../src/store/vault/recovery-key.ts';
import { createVault, writeRecoverySlot } from '../../../src/store/vault/slots.ts';
import { CHEAP_ARGON2, GOOD, MONDAY_MS, Phone, successOf } from '../../store/vault/support.ts';
import { letBytesBeOfOneRealm } from '../let-bytes-be-of-one-realm.ts';
import { viewer } from '../province/support.tsx';

// The first screen of a file pays for loading everything, on a machine that may be busy.

letBytesBeOfOneRealm();

/** Without a pause after each key. */
const user = userEvent.setup({ delay: null });

const WORDS = 'quả cam tròn trên mái nhà';
const COMMUNE = '0d0b0000-0000-4000-8000-000000000001';
const LAN = '0d000000-0000-4000-8000-000000000001';
const IDENTITY = { space: COMMUNE, user: LAN, installation: '01990000-0000-7000-8000-00000000a11c' };
const LABEL = 'Xã Suối Mẫu – Nông Thị Mẫu';
const ports = { random: systemRandom, argon2: hashWasmArgon2, argon2Params: CHEAP_ARGON2 };

let key: NewRecoveryKey;
let otherKey: NewRecoveryKey;
beforeAll(async () => {
  key = successOf(await makeRecoveryKey(ports, WORDS, '2026-11-21T08:00:00+07:00'));
  otherKey = successOf(await makeRecoveryKey(ports, WORDS, '2026-11-20T08:00:00+07:00'));
});

/** A phone whose passphrase and PIN are forgotten, at its request. */
async function asks(): Promise<{ readonly pending: PendingRecovery; readonly dek: Uint8Array }> {
  const phone = new Phone();
  const context = { ...phone.context, identity: IDENTITY };
  const dek = successOf(await createVault(context, GOOD));
  successOf(await writeRecoverySlot(context, dek, key.publicKey));
  return { pending: successOf(await requestRecovery(context, LABEL)), dek: dek.bytes };
}

const KNOWN: UserList['users'][number] = {
  user: { id: LAN, username: 'vanphong.suoimau', name: 'Nông Thị Mẫu' },
  memberships: [{ space: COMMUNE, organ: 'committee', role: 'commune_office' } as Membership],
  locked: false,
  signsInBy: { password: false, devices: 1 },
};
const DEVICE: DeviceList['devices'][number] = {
  id: '0d000000-0000-4000-8000-000000000050',
  user: { id: LAN, username: 'vanphong.suoimau', known: true },
  name: 'Điện thoại Android',
  enrolledAt: '2026-11-01T02:00:00Z',
  locked: false,
};

function opens(changes: Partial<RecoveryAnswerApi> = {}, nowMs: () => number = () => MONDAY_MS) {
  const api = {
    users: async () => ok({ users: [KNOWN] }),
    devices: async () => ok({ devices: [DEVICE] }),
    noteRecoveryAnswer: vi.fn(async () => ok({ done: true })),
    ...changes,
  };
  const profile = viewer('province_admin');
  const unit = { id: COMMUNE, code: 'TM01', kind: 'xa', level: 'commune', name: 'Xã Suối Mẫu' } as const;
  render(
    <AnswerRequest
      api={api}
      profile={{ ...profile, spaces: [...profile.spaces, unit] }}
      nowMs={nowMs}
      argon2={hashWasmArgon2}
    />,
  );
  return api;
}

async function reads(text: string) {
  fireEvent.input(screen.getByLabelText('Yêu cầu mở hộ'), { target: { value: text } });
  await user.click(screen.getByRole('button', { name: 'Xem yêu cầu' }));
}

async function chooses(file: string, name = 'khoa.json') {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) throw new Error('no file is asked for');
  await user.upload(input, new File([file], name, { type: 'application/json' }));
}

const checked = async () => user.click(await screen.findByLabelText(/mã đọc qua điện thoại giống hệt/));
const answers = () => user.click(screen.getByRole('button', { name: 'Tạo mã trả lời' }));
const shownAnswer = async () => {
  const rows = within(await screen.findByRole('list', { name: /từng dòng để đọc/ })).getAllByRole('listitem');
  return rows.map((row) => row.textContent).join('\n');
};

describe('a request', () => {
  it('is refused in a sentence when it is none, cut off, or of a later app', async () => {
    const { pending } = await asks();
    opens();
    await reads('');
    expect(await screen.findByText('Dán yêu cầu của máy xin mở hộ')).toBeVisible();
    await reads('Kính gửi quản trị viên');
    expect(await screen.findByText(/Đây không phải yêu cầu mở hộ/)).toBeVisible();
    await reads(pending.request.slice(0, -9));
    expect(await screen.findByText(/bị thiếu hoặc sai ký tự/)).toBeVisible();
    await reads(pending.request.replace('GDYC1', 'GDYC2'));
    expect(await screen.findByText(/bản ứng dụng mới hơn/)).toBeVisible();
  });

  it('shows whose phone it is by the server’s list, the same check code as the phone, and the file it needs', async () => {
    const { pending } = await asks();
    opens();
    await reads(pending.request.replace(/(.{50})/g, '$1\n'));
    expect(await screen.findByText('Nông Thị Mẫu (vanphong.suoimau)')).toBeVisible();
    expect(screen.getByText('Xã Suối Mẫu')).toBeVisible();
    expect(screen.getByText(LABEL)).toBeVisible();
    expect(screen.getByText(pending.checkCode)).toBeVisible();
    expect(screen.getByText(`gan-dan-khoa-khoi-phuc-${key.keyId.slice(0, 6)}.json`)).toBeVisible();
    expect(screen.queryByText(/không trả lời\./)).toBeNull();
    expect(screen.getByRole('button', { name: 'Tạo mã trả lời' })).toBeDisabled();
  });

  it('of a withdrawn phone, a locked or unknown user is doubted aloud', async () => {
    const { pending } = await asks();
    const withdrawn = { ...DEVICE, revokedAt: '2026-11-20T02:00:00Z' };
    opens({
      users: async () => ok({ users: [{ ...KNOWN, locked: true }] }),
      devices: async () => ok({ devices: [withdrawn, { ...DEVICE, id: LAN, name: 'Máy bàn', locked: true }] }),
    });
    await reads(pending.request);
    expect(await screen.findByText(/đã bị thu hồi lúc 09:00 ngày 20\/11\/2026/)).toBeVisible();
    expect(screen.getByText(/“Máy bàn” của người này đang bị khóa/)).toBeVisible();
    expect(screen.getByText(/Tài khoản này đang bị khóa/)).toBeVisible();
  });

  it('of somebody whom a restored server has forgotten can still be answered', async () => {
    const { pending } = await asks();
    opens({ users: async () => ok({ users: [] }) });
    await reads(pending.request);
    expect(await screen.findByText(/Máy chủ không có người dùng này/)).toBeVisible();
    expect(screen.getByLabelText(/giống hệt/)).toBeEnabled();
  });
});

describe('the answer', () => {
  it('opens the phone that asked, and is written down before it is seen', async () => {
    const { pending, dek } = await asks();
    const api = opens();
    await reads(pending.request);
    await checked();
    await chooses(key.file);
    await user.type(screen.getByLabelText('Cụm từ giữ khóa'), 'qua cam tron tren mai nha');
    await answers();
    const answer = await shownAnswer();
    expect(screen.getByRole('img', { name: 'Mã QR trả lời' })).toBeVisible();
    expect(answer.split('\n')[1]).toMatch(/^(\w{4} ){3}\w{4}$/);
    expect(successOf(await takeRecoveryAnswer(pending, answer, MONDAY_MS)).bytes).toEqual(dek);
    expect(api.noteRecoveryAnswer).toHaveBeenCalledWith(IDENTITY);
  });

  it('stays unseen while it cannot be written down', async () => {
    const { pending } = await asks();
    let reached = false;
    const gone = err({ tag: 'unreachable', words: 'Chưa nối được với máy chủ.' } as const);
    opens({ noteRecoveryAnswer: async () => (reached ? ok({ done: true }) : gone) });
    await reads(pending.request);
    await checked();
    await chooses(key.file);
    await user.type(screen.getByLabelText('Cụm từ giữ khóa'), WORDS);
    await answers();
    expect(await screen.findByRole('alert')).toHaveTextContent('Chưa nối được với máy chủ.');
    expect(screen.queryByRole('list', { name: /từng dòng/ })).toBeNull();
    reached = true;
    await answers();
    expect(await shownAnswer()).toMatch(/^GDTL1\./);
  });

  it('needs the right file with its own words; each failure says what to do', async () => {
    const { pending } = await asks();
    const api = opens();
    await reads(pending.request);
    await checked();
    const says = async (words: RegExp) => {
      await answers();
      await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent(words));
    };
    await says(/^Chọn tệp khóa khôi phục: gan-dan-khoa-khoi-phuc-/);
    await chooses('Kính gửi', 'thu.json');
    expect(screen.getByText('thu.json')).toBeVisible();
    await says(/không phải tệp khóa khôi phục/);
    await chooses(otherKey.file);
    await says(new RegExp(`được cấp với khóa khôi phục ${key.keyId.slice(0, 6)}`));
    await chooses(key.file);
    await user.type(screen.getByLabelText('Cụm từ giữ khóa'), 'sai hết cả bốn từ');
    await says(/Cụm từ giữ khóa không đúng/);
    const renamed = JSON.stringify({ ...JSON.parse(otherKey.file), keyId: key.keyId });
    await chooses(renamed);
    await user.clear(screen.getByLabelText('Cụm từ giữ khóa'));
    await user.type(screen.getByLabelText('Cụm từ giữ khóa'), WORDS);
    await says(/Cụm từ giữ khóa không đúng/);
    expect(api.noteRecoveryAnswer).not.toHaveBeenCalled();
  });

  it('leaves the screen at a tap, and by itself', async () => {
    const { pending } = await asks();
    let now = MONDAY_MS;
    opens({}, () => now);
    const answersAgain = async () => {
      await reads(pending.request);
      await checked();
      await chooses(key.file);
      await user.type(screen.getByLabelText('Cụm từ giữ khóa'), WORDS);
      await answers();
      await shownAnswer();
    };
    await answersAgain();
    await user.click(screen.getByRole('button', { name: 'Xong, xóa khỏi màn hình' }));
    expect(screen.getByText(/Đã xóa mã trả lời khỏi màn hình này/)).toBeVisible();
    expect(document.body.textContent).not.toContain('GDTL1');
    expect(screen.getByLabelText('Yêu cầu mở hộ')).toHaveValue('');

    await answersAgain();
    expect(screen.getByRole('timer')).toHaveTextContent('10:00');
    now += 10 * 60_000;
    await waitFor(() => expect(screen.queryByRole('timer')).toBeNull());
    expect(document.body.textContent).not.toContain('GDTL1');
  });

  it('is not given to who was not recognised', async () => {
    const { pending } = await asks();
    const api = opens();
    await reads(pending.request);
    await user.click(await screen.findByRole('button', { name: 'Không trả lời' }));
    expect(await screen.findByLabelText('Yêu cầu mở hộ')).toHaveValue('');
    expect(api.noteRecoveryAnswer).not.toHaveBeenCalled();
  });
});
