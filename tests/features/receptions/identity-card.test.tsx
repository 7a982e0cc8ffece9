import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NewVisitPage } from '../../../src/features/receptions/visit-form-page.tsx';
import { SECTIONS } from '../../../src/features/receptions/visit-sections.ts';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo } from '../../store/support.ts';
import { browserThatReads, fakeCamera } from '../../ui/fake-camera.ts';
import { fakePhone } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

const user = userEvent.setup({ delay: null, applyAccept: false });
const FORM = idNo(1);
const CARD = '004090000001|080123456|HOÀNG VĂN A|05031990|Nam|Xóm Nà Pháo, Xã Nào Đó, Cao Bằng|12052026|CHA MẸ';
type Fake = Awaited<ReturnType<typeof fakePhone>>;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function opensForm() {
  const fake = await fakePhone();
  const saved = vi.fn();
  const view = render(
    <SnackbarProvider closeLabel="Đóng">
      <NewVisitPage phone={fake.phone} formId={FORM} go={vi.fn()} onLeave={vi.fn()} onAnother={saved} />
    </SnackbarProvider>,
  );
  await screen.findByLabelText('Nội dung trình bày');
  return { ...fake, ...view, saved };
}

const name = () => screen.getByLabelText<HTMLInputElement>(/^Họ và tên công dân/);
const press = async (label: string) => user.click(await screen.findByRole('button', { name: label }));
const showMore = () => fireEvent.click(screen.getByText(SECTIONS.identity));
const value = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label).value;

/** A picture is brought, in which this code is found. */
async function brings(text: string | undefined, file = new File(['…'], 'the.jpg', { type: 'image/jpeg' })) {
  browserThatReads(() => text);
  await press('Quét QR căn cước');
  const dialog = screen.getByRole('dialog', { name: 'Quét QR căn cước' });
  const input = dialog.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
  await user.upload(input, file);
  return dialog;
}

async function saves(fake: Fake & { readonly saved: ReturnType<typeof vi.fn> }) {
  await press('Lưu – tiếp người sau');
  await waitFor(() => expect(fake.saved).toHaveBeenCalled());
  return (await fake.phone.records.open(FORM))?.view.cells ?? {};
}

describe('the QR of an identity card', () => {
  it('fills the person from a picture, says what it filled, and leaves no trace of itself', async () => {
    const fake = await opensForm();
    await brings(CARD);
    const said = await screen.findByText(/^Đã điền theo thẻ/);
    expect(said).toHaveTextContent('Họ và tên Hoàng Văn A · Năm sinh 05/03/1990 · Giới tính Nam');
    expect(said).toHaveTextContent('số 0040••••••01, cấp 12/05/2026');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(name()).toHaveValue('Hoàng Văn A');
    showMore();
    expect(value('Năm sinh')).toBe('05/03/1990');
    expect(value(/^Số căn cước/)).toBe('004090000001');
    expect(value('Ngày cấp')).toBe('12/05/2026');
    expect(value('Địa chỉ')).toBe('Xóm Nà Pháo, Xã Nào Đó, Cao Bằng');
    expect(screen.getByRole('radio', { name: 'Nam' })).toBeChecked();
    await waitFor(async () => expect(await fake.onDisk()).toContain('004090000001'));
    const cells = await saves(fake);
    const person = Object.fromEntries(
      Object.entries(cells).flatMap(([key, cell]) => (key.startsWith('people/') ? [[key.split('/')[2], cell]] : [])),
    );
    expect(person).toMatchObject({
      name: 'Hoàng Văn A',
      birth: { year: 1990, date: '1990-03-05' },
      sex: 'male',
      document: { number: '004090000001', issuedOn: '2026-05-12' },
      address: 'Xóm Nà Pháo, Xã Nào Đó, Cao Bằng',
    });
    expect(await fake.onDisk()).not.toMatch(/\||080123456|HOÀNG|CHA MẸ/);
  });

  it('is taken back in one tap, but for what was typed since', async () => {
    await opensForm();
    showMore();
    fireEvent.input(screen.getByLabelText('Điện thoại'), { target: { value: '0912345678' } });
    await brings(CARD);
    await screen.findByText(/^Đã điền theo thẻ/);
    fireEvent.input(screen.getByLabelText('Địa chỉ'), { target: { value: 'nhà con gái' } });
    await press('Hoàn tác');
    expect(name()).toHaveValue('');
    expect(value('Năm sinh')).toBe('');
    expect(value(/^Số căn cước/)).toBe('');
    expect(value('Địa chỉ')).toBe('nhà con gái');
    expect(value('Điện thoại')).toBe('0912345678');
    expect(screen.queryByText(/^Đã điền theo thẻ/)).toBeNull();
    expect(screen.getByRole('button', { name: 'Quét QR căn cước' })).toHaveFocus();
  });

  it('never overwrites what was typed unasked', async () => {
    await opensForm();
    showMore();
    fireEvent.input(screen.getByLabelText('Năm sinh'), { target: { value: '1989' } });
    fireEvent.input(screen.getByLabelText('Địa chỉ'), { target: { value: 'Lũng Rì' } });
    await brings(CARD);
    const asked = await screen.findByText('Năm sinh: phiếu ghi 1989; thẻ ghi 05/03/1990.');
    expect(value('Năm sinh')).toBe('1989');
    expect(value('Địa chỉ')).toBe('Lũng Rì');
    expect(name()).toHaveValue('Hoàng Văn A');
    const [byCard] = screen.getAllByRole('button', { name: 'Ghi theo thẻ' });
    await user.click(byCard as HTMLElement);
    expect(asked).not.toBeInTheDocument();
    expect(value('Năm sinh')).toBe('05/03/1990');
    await press('Giữ như phiếu');
    expect(value('Địa chỉ')).toBe('Lũng Rì');
    await press('Hoàn tác');
    expect([value('Năm sinh'), value('Địa chỉ'), name().value]).toEqual(['1989', 'Lũng Rì', '']);
  });

  it('of somebody else than the form names is not mixed into it', async () => {
    await opensForm();
    await user.type(name(), 'Nông Thị Đào');
    showMore();
    await brings(CARD);
    expect(await screen.findByText('Thẻ này của Hoàng Văn A, phiếu đang ghi Nông Thị Đào.')).toBeVisible();
    expect(value(/^Số căn cước/)).toBe('');
    await press('Giữ như phiếu');
    expect([name().value, value(/^Số căn cước/)]).toEqual(['Nông Thị Đào', '']);
    expect(screen.queryByText(/Phiếu đã ghi đúng/)).toBeNull();
    await brings(CARD);
    await press('Ghi theo thẻ');
    expect([name().value, value(/^Số căn cước/)]).toEqual(['Hoàng Văn A', '004090000001']);
  });

  it('or what is none is answered with a sentence, and typing stays open', async () => {
    await opensForm();
    const says = async (text: string | undefined, words: RegExp, file?: File) => {
      const dialog = await brings(text, file);
      expect(await within(dialog).findByRole('alert')).toHaveTextContent(words);
      await user.click(within(dialog).getByRole('button', { name: 'Nhập tay' }));
    };
    await says(undefined, /Không thấy mã QR trong ảnh/);
    await says(undefined, /Không mở được tệp này/, new File(['x'], 'a.pdf', { type: 'application/pdf' }));
    await says('https://a.vn', /mã QR của một trang web/);
    await says('004090000001||HOÀNG', /không đủ thông tin/);
    await says(CARD.replace('Ă', '\ufffd'), /bị hỏng/);
    await user.type(name(), 'Lý A Dế');
    expect(name()).toHaveValue('Lý A Dế');
  });

  it('is read by the camera, which is off as soon as the card is read', async () => {
    const camera = fakeCamera();
    await opensForm();
    await press('Quét QR căn cước');
    expect(await screen.findByText(/^Đưa mã QR trên thẻ vào giữa khung/)).toBeVisible();
    camera.seen.now = 'GDYC1.not-a-card';
    expect(await screen.findByRole('alert')).toHaveTextContent('không phải mã QR của thẻ căn cước');
    expect(camera.running()).toBe(1);
    camera.seen.now = CARD;
    await screen.findByText(/^Đã điền theo thẻ/);
    expect(camera.running()).toBe(0);
  });

  it('is not looked for below the cover', async () => {
    const camera = fakeCamera();
    const { lock } = await opensForm();
    await press('Quét QR căn cước');
    await screen.findByText(/^Đưa mã QR/);
    act(() => lock.tell('covered'));
    expect(camera.running()).toBe(0);
  });

  it('asks for a picture on a screen of the app’s own: the cover does not fall meanwhile', async () => {
    const { phone } = await opensForm();
    const screens: string[] = [];
    const { ownScreen } = phone.lock;
    vi.spyOn(phone.lock, 'ownScreen').mockImplementation(async (work) => {
      screens.push('open');
      const done = await ownScreen(work);
      screens.push('closed');
      return done;
    });
    await press('Quét QR căn cước');
    const dialog = screen.getByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Chọn ảnh' }));
    expect(screens).toEqual(['open']);
    fireEvent(dialog.querySelector('input[type=file]') as HTMLInputElement, new Event('cancel'));
    await waitFor(() => expect(screens).toEqual(['open', 'closed']));
  });
});

it('Escape closes the dialog, not the form', async () => {
  await opensForm();
  await user.type(name(), 'Lý A Dế');
  await press('Quét QR căn cước');
  const dialog = screen.getByRole('dialog', { name: 'Quét QR căn cước' });
  fireEvent.keyDown(dialog, { key: 'Escape' });
  fireEvent(dialog, new Event('cancel', { cancelable: true }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(name()).toHaveValue('Lý A Dế');
});
