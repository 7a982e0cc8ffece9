import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { err, ok } from '../../../src/domain/result.ts';
import type { FirstAdministratorApi } from '../../../src/features/admin/admin-api.ts';
import { FirstAdministratorPage } from '../../../src/features/admin/first-administrator-page.tsx';
import { hashWasmArgon2 } from '../../../src/store/vault/argon2.ts';
import { openRecoveryKeyFile, type RecoveryKeyPorts } from '../../../src/store/vault/recovery-key.ts';
import { viewer } from '../province/support.tsx';

// The first screen of a file pays for loading everything, on a machine that may be busy.

const ports: RecoveryKeyPorts = {
  random: (length) => new Uint8Array(randomBytes(length)),
  argon2: hashWasmArgon2,
  argon2Params: { memoryKiB: 64, iterations: 1, parallelism: 1 },
};
const WORDS = 'trâu xanh mây vuông';

let files: { name: string; blob: Blob }[] = [];
beforeEach(() => {
  files = [];
  let last: Blob | undefined;
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => {
        last = blob;
        return 'blob:file';
      },
      revokeObjectURL: () => undefined,
    }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    if (last) files.push({ name: this.download, blob: last });
  });
});

/** What the server makes at its first start. */
function serverKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-65).toString('base64url'),
  };
}

function newServer(changes: Partial<Pick<FirstAdministratorApi, 'firstPassword'>> = {}) {
  const first = serverKey();
  const api = {
    firstPassword: vi.fn(async () => ok({ username: 'quantri' })),
    signIn: vi.fn(async () => ok(viewer('province_admin'))),
    recoveryKey: vi.fn(async () => ok({ publicKey: first.publicKey })),
    firstRecoveryKey: vi.fn(async () => ok({ first })),
    replaceRecoveryKey: vi.fn(async (publicKey: string, _firstKept: boolean) => ok({ publicKey })),
    ...changes,
  };
  return api;
}

function open(api: FirstAdministratorApi, token = 'mot-lan') {
  const onDone = vi.fn();
  const onTokenRead = vi.fn();
  render(
    <FirstAdministratorPage
      api={api}
      token={token}
      onTokenRead={onTokenRead}
      nowMs={() => Date.parse('2026-11-21T07:05:00Z')}
      ports={ports}
      onDone={onDone}
    />,
  );
  return { onDone, onTokenRead };
}

async function setPassword() {
  await userEvent.type(screen.getByLabelText('Mật khẩu mới'), 'trời xanh mây trắng');
  await userEvent.type(screen.getByLabelText('Nhập lại mật khẩu'), 'trời xanh mây trắng{Enter}');
}

const textOf = (blob: Blob) =>
  new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(blob);
  });

describe('the one-time link of a new server', () => {
  it('refuses a short password and two that differ, before anything is sent', async () => {
    const api = newServer();
    open(api);
    await userEvent.type(screen.getByLabelText('Mật khẩu mới'), 'ngan');
    await userEvent.type(screen.getByLabelText('Nhập lại mật khẩu'), 'khac{Enter}');
    expect(screen.getByText('Có 2 mục cần sửa')).toBeInTheDocument();
    expect(api.firstPassword).not.toHaveBeenCalled();
  });

  it('a link that was used says where to get another', async () => {
    open(newServer({ firstPassword: async () => err({ tag: 'refused', words: 'Mã cấp máy đã dùng.' }) }));
    await setPassword();
    expect(await screen.findByRole('alert')).toHaveTextContent('Khởi động lại máy chủ để có liên kết mới');
  });

  it('a link without its token says so', () => {
    open(newServer(), '');
    expect(screen.getByText(/thiếu mã dùng một lần/)).toBeInTheDocument();
  });

  it('sets the password, then makes the recovery key: its private half only ever in files', async () => {
    const api = newServer();
    const { onDone, onTokenRead } = open(api);
    expect(onTokenRead).toHaveBeenCalled();
    await setPassword();
    expect(api.firstPassword).toHaveBeenCalledWith('mot-lan', 'trời xanh mây trắng');
    await userEvent.type(await screen.findByLabelText('Cụm từ giữ khóa'), 'ngắn');
    await userEvent.click(screen.getByRole('button', { name: 'Tạo khóa và tải tệp' }));
    expect(await screen.findByText(/Cụm từ quá ngắn/)).toBeInTheDocument();
    await userEvent.clear(screen.getByLabelText('Cụm từ giữ khóa'));
    await userEvent.type(screen.getByLabelText('Cụm từ giữ khóa'), WORDS);
    await userEvent.click(screen.getByRole('button', { name: 'Tạo khóa và tải tệp' }));
    const use = await screen.findByRole('button', { name: 'Dùng khóa này' });
    expect(use).toBeDisabled();
    expect(api.replaceRecoveryKey).not.toHaveBeenCalled();
    // Both files are there before the server is asked to forget anything.
    expect(files).toHaveLength(2);
    await userEvent.click(screen.getByLabelText('Đã cất tệp và cụm từ ở nơi an toàn'));
    await userEvent.click(use);
    await waitFor(() => expect(onDone).toHaveBeenCalled());

    expect(files.map(({ name }) => /^gan-dan-khoa-khoi-phuc-.{6}\.json$/.test(name))).toEqual([true, true]);
    const [own, first] = await Promise.all(files.map(async ({ blob }) => textOf(blob)));
    const opened = await openRecoveryKeyFile(hashWasmArgon2, own ?? '', 'trau xanh may vuong');
    expect(opened.ok).toBe(true);
    const sent = String(api.replaceRecoveryKey.mock.calls[0]?.[0]);
    expect(api.replaceRecoveryKey.mock.calls).toEqual([[sent, true]]);
    expect(JSON.parse(own ?? '{}').publicKey).toBe(sent);
    // Phones that were enrolled before are sealed to the key that the server had made; its file opens too.
    expect((await openRecoveryKeyFile(hashWasmArgon2, first ?? '', WORDS)).ok).toBe(true);
  });

  it('when the server is not reached the same key is sent again', async () => {
    let reached = false;
    const api = newServer();
    const { replaceRecoveryKey } = api;
    const flaky = {
      ...api,
      replaceRecoveryKey: vi.fn(async (key: string, firstKept: boolean) =>
        reached ? replaceRecoveryKey(key, firstKept) : err({ tag: 'unreachable', words: 'Chưa nối được.' } as const),
      ),
    };
    const { onDone } = open(flaky);
    await setPassword();
    await userEvent.type(await screen.findByLabelText('Cụm từ giữ khóa'), WORDS);
    await userEvent.click(screen.getByRole('button', { name: 'Tạo khóa và tải tệp' }));
    await userEvent.click(await screen.findByLabelText('Đã cất tệp và cụm từ ở nơi an toàn'));
    await userEvent.click(screen.getByRole('button', { name: 'Dùng khóa này' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Chưa nối được.');
    reached = true;
    await userEvent.click(screen.getByRole('button', { name: 'Dùng khóa này' }));
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    const keys = flaky.replaceRecoveryKey.mock.calls.map(([key]) => key);
    expect(new Set(keys).size).toBe(1);
  });
});
