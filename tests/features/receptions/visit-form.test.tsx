import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { unit } from '../../../src/contract/records/unit.ts';
import { startDuty } from '../../../src/domain/receptions/start-session.ts';
import { EditVisitPage, type JustSaved, NewVisitPage } from '../../../src/features/receptions/visit-form-page.tsx';
import { ChromeProvider } from '../../../src/ui/screen.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, SPACE, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

/** Without a pause after each key. */
const user = userEvent.setup({ delay: null });

letDialogsOpen();

const FORM = idNo(1);
type Fake = Awaited<ReturnType<typeof fakePhone>>;

/** Opens "Ghi tiếp dân" on this phone. */
async function opensForm(fake: Fake, formId = FORM) {
  const saved: JustSaved[] = [];
  const went: string[] = [];
  const left = vi.fn();
  const view = render(
    <ChromeProvider value={{ appName: 'Gần Dân', backLabel: 'Quay lại' }}>
      <SnackbarProvider closeLabel="Đóng">
        <NewVisitPage
          phone={fake.phone}
          formId={formId}
          go={(address) => went.push(address)}
          onLeave={left}
          onAnother={(just) => saved.push(just)}
        />
      </SnackbarProvider>
    </ChromeProvider>,
  );
  await screen.findByLabelText('Nội dung trình bày');
  return { ...view, saved, went, left };
}

const name = () => screen.getByLabelText<HTMLInputElement>(/^Họ và tên công dân/);
const content = () => screen.getByLabelText<HTMLTextAreaElement>('Nội dung trình bày');
const saveNext = () => fireEvent.click(screen.getByRole('button', { name: 'Lưu – tiếp người sau' }));
const matter = (label: string) => screen.getByRole<HTMLInputElement>('radio', { name: label });

/** Types as Telex does: each syllable grows in a composition, with the marks put on later. */
function composes(input: HTMLInputElement | HTMLTextAreaElement, ...syllables: readonly (readonly string[])[]) {
  let before = input.value;
  for (const steps of syllables) {
    fireEvent.compositionStart(input);
    for (const step of steps) {
      fireEvent.compositionUpdate(input, { data: step });
      fireEvent.input(input, { target: { value: before + step }, isComposing: true });
    }
    fireEvent.compositionEnd(input, { data: steps.at(-1) ?? '' });
    before = input.value;
  }
}

async function drafts(fake: Fake) {
  return fake.phone.records.drafts<{ values: { people: { name: string }[]; content: string; matter: string } }>();
}

describe('recording a visit', () => {
  it('offers the sessions of the day that is typed, and asks where the chosen one is of another day', async () => {
    const fake = await fakePhone();
    const duty = { space: SPACE, organ: 'committee', officialId: idNo(71), capacity: 'committee_chair' } as const;
    const by = { userId: USER, name: 'Bàn Thị Lan' };
    const [today, before] = ['2026-11-23', '2026-11-19'].map((date) =>
      startDuty({ ...duty, date, part: 'morning' }, 'Triệu Văn Ví Dụ', by),
    );
    for (const session of [today, before])
      await fake.arrives({ rid: session!.rid, kind: 'reception-session', cells: session!.change.patch });
    await opensForm(fake);
    await user.click(screen.getByRole('button', { name: 'Đổi ngày, buổi' }));
    const choice = screen.getByLabelText<HTMLSelectElement>('Buổi tiếp');
    expect(choice.value).toBe(today!.rid);
    const offered = () => [...choice.options].map(({ value }) => value);
    expect(offered()).not.toContain(before!.rid);
    const day = screen.getByLabelText<HTMLInputElement>('Ngày tiếp');
    await user.clear(day);
    await user.type(day, '19/11/2026');
    await user.tab();
    await waitFor(() => expect(offered()).toContain(before!.rid));
    expect(await screen.findByText(/Buổi tiếp đã chọn là ngày 23\/11\/2026/)).toBeVisible();
    await user.selectOptions(choice, before!.rid);
    await waitFor(() => expect(screen.queryByText(/Buổi tiếp đã chọn là ngày/)).toBeNull());
  });

  it('an address of before, whose visit is saved, opens that visit: nobody writes a second text of it', async () => {
    const fake = await fakePhone();
    const first = await opensForm(fake);
    composes(content(), ['Đ', 'Đường']);
    saveNext();
    await waitFor(() => expect(first.saved).toHaveLength(1));
    first.unmount();
    const went: string[] = [];
    render(
      <ChromeProvider value={{ appName: 'Gần Dân', backLabel: 'Quay lại' }}>
        <SnackbarProvider closeLabel="Đóng">
          <NewVisitPage
            phone={fake.phone}
            formId={FORM}
            go={(address) => went.push(address)}
            onLeave={vi.fn()}
            onAnother={vi.fn()}
          />
        </SnackbarProvider>
      </ChromeProvider>,
    );
    await waitFor(() => expect(went).toEqual([`/tiep-dan/${FORM}`]));
    expect(screen.queryByLabelText('Nội dung trình bày')).toBeNull();
  });

  it('what is composed with Telex stays as it was typed, in every text field', async () => {
    const fake = await fakePhone();
    await opensForm(fake);
    fireEvent.click(screen.getByRole('button', { name: 'Mở hết các mục' }));
    const fields = [...screen.getAllByRole<HTMLInputElement>('textbox')];
    expect(fields.length).toBeGreaterThan(20);
    for (const field of fields) {
      if (field.value !== '') continue;
      composes(field, ['N', 'Ng', 'Nguy', 'Nguyê', 'Nguyễn'], [' ', ' t', ' th', ' thị'], [' đ', ' đa', ' đào']);
      expect(field, field.id).toHaveValue('Nguyễn thị đào');
    }
    await act(() => new Promise((resolve) => setTimeout(resolve, 500)));
    expect(name()).toHaveValue('Nguyễn thị đào');
  });

  it('is on the phone before the screen says so, and the next form is asked for', async () => {
    const fake = await fakePhone();
    const { saved } = await opensForm(fake);
    await user.type(name(), 'Nông Thị Đào');
    await user.click(matter('Kiến nghị'));
    await user.type(content(), 'đường vào xóm');
    saveNext();
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]).toMatchObject({ title: 'Nông Thị Đào', atMs: fake.world.ms });
    const record = await fake.phone.records.open(FORM);
    expect(record?.state).toBe('local');
    expect(record?.view.cells).toMatchObject({
      matter: 'proposal',
      content: 'đường vào xóm',
      organ: 'committee',
      headcount: { came: 1 },
      visited: { date: '2026-11-23', dateSource: 'device' },
      recordedBy: { userId: USER },
    });
    expect(await drafts(fake)).toEqual([]);
  });

  it('asks for nothing but who or what', async () => {
    const fake = await fakePhone();
    const { saved } = await opensForm(fake);
    saveNext();
    const summary = await screen.findByRole('region', { name: 'Có 1 mục cần sửa' });
    expect(summary).toHaveFocus();
    expect(within(summary).getByRole('link')).toHaveTextContent('Nhập nội dung trình bày hoặc họ tên công dân');
    expect(document.title).toMatch(/^Lỗi: Ghi tiếp dân/);
    await user.type(name(), 'Lý A Dế');
    saveNext();
    await waitFor(() => expect(saved).toHaveLength(1));
  });

  it('keeps no field without its group: that is asked for', async () => {
    const fake = await fakePhone();
    const { saved } = await opensForm(fake);
    await user.type(name(), 'Lý A Dế');
    await user.click(
      within(screen.getByRole('radiogroup', { name: 'Lĩnh vực' })).getByRole('radio', { name: 'Khác…' }),
    );
    await user.selectOptions(screen.getByLabelText(/^Lĩnh vực cụ thể/), 'land_dispute');
    saveNext();
    expect(await screen.findByRole('link', { name: /Chọn nhóm lĩnh vực/ })).toBeVisible();
    expect(saved).toEqual([]);
    await user.selectOptions(screen.getByLabelText('Nhóm lĩnh vực'), 'land_housing');
    saveNext();
    await waitFor(() => expect(saved).toHaveLength(1));
    expect((await fake.phone.records.open(FORM))?.view.cells.field).toEqual({
      level1: 'land_housing',
      level2: 'land_dispute',
    });
  });

  it('says the limit of a number and of a text, and in the summary which field it is', async () => {
    const fake = await fakePhone();
    await opensForm(fake);
    fireEvent.click(screen.getByRole('button', { name: 'Mở hết các mục' }));
    await user.click(screen.getByRole('button', { name: 'Thêm người' }));
    const types = (label: string | RegExp, value: string, index = 0) =>
      fireEvent.input(screen.getAllByLabelText(label)[index]!, { target: { value } });
    types('Số người đến', '100001');
    types('Số tờ tài liệu', 'mười');
    types('Nội dung trình bày', 'a'.repeat(20_001));
    types('Địa chỉ', 'a'.repeat(301), 1);
    types('Năm sinh', 'xưa');
    saveNext();
    const summary = await screen.findByRole('region', { name: 'Có 5 mục cần sửa' });
    const said = within(summary)
      .getAllByRole('link')
      .map(({ textContent }) => textContent);
    expect(said.toSorted()).toEqual([
      'Người thứ 2, Địa chỉ: rút gọn còn 300 chữ cái',
      'Người thứ nhất, Năm sinh: nhập năm sinh như 1957, hoặc ngày',
      'Nội dung trình bày: rút gọn còn 20.000 chữ cái',
      'Số người đến: nhập số từ 1 đến 100.000',
      'Số tờ tài liệu: nhập số từ 0 đến 100.000',
    ]);
    // Beside the field itself its name would be said twice.
    expect(screen.getByText('Nhập số từ 1 đến 100.000')).toBeVisible();
  });

  it('a full disk is said plainly, and the form keeps every value', async () => {
    const fake = await fakePhone();
    const { saved } = await opensForm(fake);
    await user.type(name(), 'Lý A Dế');
    await user.type(content(), 'cầu treo');
    fake.trouble.now = 'full';
    saveNext();
    expect(await screen.findByRole('alert')).toHaveTextContent('Máy đã hết chỗ nên CHƯA LƯU được');
    expect(name()).toHaveValue('Lý A Dế');
    expect(content()).toHaveValue('cầu treo');
    expect(screen.queryByText(/Đã lưu trên máy này/)).toBeNull();
    expect(saved).toEqual([]);
    fake.trouble.now = undefined;
    saveNext();
    await waitFor(() => expect(saved).toHaveLength(1));
    expect((await fake.phone.records.open(FORM))?.view.cells.content).toBe('cầu treo');
  });

  it('a closed database says that nothing was saved', async () => {
    const fake = await fakePhone();
    await opensForm(fake);
    await user.type(name(), 'Lý A Dế');
    fake.trouble.now = 'closed';
    saveNext();
    expect(await screen.findByRole('alert')).toHaveTextContent('vừa bị đóng nên CHƯA LƯU được');
    expect(screen.getByRole('button', { name: 'Tải lại trang' })).toBeVisible();
    expect(name()).toHaveValue('Lý A Dế');
  });

  it('asks for the day where the device cannot be believed, and proposes none', async () => {
    const fake = await fakePhone();
    fake.doubt.now = 'before-build';
    const { saved } = await opensForm(fake);
    expect(screen.getByText(/Đồng hồ của máy này chạy sai/)).toBeVisible();
    const day = screen.getByLabelText<HTMLInputElement>('Ngày tiếp');
    expect(day).toHaveValue('');
    await user.type(name(), 'Lý A Dế');
    saveNext();
    expect(await screen.findByRole('link', { name: 'Nhập ngày tiếp' })).toBeVisible();
    await user.type(day, '5/7/26');
    // A field that is written again is no longer called wrong.
    expect(screen.queryByRole('link', { name: 'Nhập ngày tiếp' })).toBeNull();
    saveNext();
    await waitFor(() => expect(saved).toHaveLength(1));
    expect((await fake.phone.records.open(FORM))?.view.cells.visited).toMatchObject({
      date: '2026-07-05',
      dateSource: 'entered',
    });
  });

  it('of another day does not take over the hour at which it was written', async () => {
    const fake = await fakePhone();
    const { saved } = await opensForm(fake);
    await user.click(screen.getByRole('button', { name: 'Đổi ngày, buổi' }));
    const day = screen.getByLabelText<HTMLInputElement>('Ngày tiếp');
    await user.clear(day);
    await user.type(day, '5/7/26');
    await user.type(name(), 'Lý A Dế');
    saveNext();
    await waitFor(() => expect(saved).toHaveLength(1));
    const cells = (await fake.phone.records.open(FORM))?.view.cells ?? {};
    expect(cells.visited).toMatchObject({ date: '2026-07-05' });
    expect(cells.time ?? null).toBeNull();
  });

  it('a group of five from a village of the unit', async () => {
    const fake = await fakePhone();
    await fake.arrives({
      rid: SPACE,
      kind: unit.kind,
      cells: {
        identity: { code: '01', kind: 'xa', level: 'commune', name: 'Xã Mẫu Một' },
        [`villages/${idNo(51)}/name`]: 'Nà Pháo',
        [`villages/${idNo(52)}/name`]: 'Lũng Rì',
      },
    });
    const { saved } = await opensForm(fake);
    await user.type(name(), 'Triệu Mùi Pết');
    await user.click(screen.getByRole('radio', { name: 'Nà Pháo' }));
    for (let i = 0; i < 4; i += 1) await user.click(screen.getByRole('button', { name: 'Thêm một người' }));
    saveNext();
    await waitFor(() => expect(saved).toHaveLength(1));
    const cells = (await fake.phone.records.open(FORM))?.view.cells ?? {};
    expect(cells.headcount).toEqual({ came: 5 });
    expect(Object.entries(cells).find(([key]) => key.endsWith('/village'))?.[1]).toEqual({
      id: idNo(51),
      name: 'Nà Pháo',
    });
  });
});

describe('a draft', () => {
  it('is kept within half a second, and found again with every value', async () => {
    const fake = await fakePhone();
    const { unmount } = await opensForm(fake);
    await user.type(name(), 'Nông Thị Đào');
    await user.type(content(), 'hỏi về chế độ');
    await waitFor(async () => expect((await drafts(fake))[0]?.body.values.content).toBe('hỏi về chế độ'));
    unmount();
    await opensForm(fake);
    expect(name()).toHaveValue('Nông Thị Đào');
    expect(content()).toHaveValue('hỏi về chế độ');
    // Whoever goes elsewhere in the app has left the form: nothing closed suddenly.
    expect(screen.queryByText(/đóng đột ngột/)).toBeNull();
  });

  it('asks before a reload only while its last letters are on their way', async () => {
    const fake = await fakePhone();
    await opensForm(fake);
    const reloads = () => fireEvent(window, new Event('beforeunload', { cancelable: true }));
    expect(reloads()).toBe(true);
    fireEvent.input(name(), { target: { value: 'Lý A Dế' } });
    expect(reloads()).toBe(false);
    await waitFor(async () => expect((await drafts(fake))[0]?.body.values.people[0]?.name).toBe('Lý A Dế'));
    await waitFor(() => expect(reloads()).toBe(true));
  });

  it('asks before a reload while a write that has begun is not done', async () => {
    const fake = await fakePhone();
    await opensForm(fake);
    let done: () => void = () => undefined;
    const { saveDraft } = fake.phone.records;
    const writing = vi.spyOn(fake.phone.records, 'saveDraft').mockImplementationOnce(async (...draft) => {
      await new Promise<void>((resolve) => {
        done = resolve;
      });
      return saveDraft(...draft);
    });
    const reloads = () => fireEvent(window, new Event('beforeunload', { cancelable: true }));
    fireEvent.input(name(), { target: { value: 'Lý A Dế' } });
    await waitFor(() => expect(writing).toHaveBeenCalled());
    expect(reloads()).toBe(false);
    done();
    await waitFor(() => expect(reloads()).toBe(true));
    expect(await drafts(fake)).toHaveLength(1);
  });

  it('is written at once when the page is hidden', async () => {
    const fake = await fakePhone();
    await opensForm(fake);
    const writing = vi.spyOn(fake.phone.records, 'saveDraft');
    fireEvent.input(name(), { target: { value: 'Lý A Dế' } });
    expect(writing).not.toHaveBeenCalled();
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    fireEvent(document, new Event('visibilitychange'));
    // One microtask later: no timer has run.
    await Promise.resolve();
    expect(writing).toHaveBeenCalledOnce();
    await waitFor(async () => expect((await drafts(fake))[0]?.body.values.people[0]?.name).toBe('Lý A Dế'));
  });

  it('stays when the form is left so, and goes when it is discarded', async () => {
    const fake = await fakePhone();
    const { left } = await opensForm(fake);
    await user.type(name(), 'Lý A Dế');
    await user.click(screen.getByRole('button', { name: 'Quay lại' }));
    const question = await screen.findByRole('dialog', { name: 'Bản này chưa lưu' });
    await user.click(within(question).getByRole('button', { name: 'Viết tiếp' }));
    expect(left).not.toHaveBeenCalled();
    fireEvent.keyDown(name(), { key: 'Escape' });
    await user.click(await screen.findByRole('button', { name: 'Bỏ bản này' }));
    await waitFor(() => expect(left).toHaveBeenCalled());
    expect(await drafts(fake)).toEqual([]);
  });

  it('is held by one tab: the other says so, and takes over when it is free', async () => {
    const fake = await fakePhone();
    const release = await fake.phone.holdDraft(FORM);
    render(
      <SnackbarProvider closeLabel="Đóng">
        <NewVisitPage phone={fake.phone} formId={FORM} go={vi.fn()} onLeave={vi.fn()} onAnother={vi.fn()} />
      </SnackbarProvider>,
    );
    expect(await screen.findByText('Bản này đang mở ở một thẻ khác trên máy này')).toBeVisible();
    release?.();
    expect(await screen.findByLabelText('Nội dung trình bày')).toBeVisible();
  });
});

describe('a denunciation', () => {
  it('asks nothing but code, day, number, field and progress', async () => {
    const fake = await fakePhone();
    await opensForm(fake);
    await user.click(matter('Tố cáo'));
    expect(screen.getByText(/^TC-[2-9A-Y]{4}$/)).toBeVisible();
    expect(screen.getByText(/Ghi danh tính vào sổ giấy/)).toBeVisible();
    expect(screen.queryAllByRole('textbox').map((field) => field.id)).toEqual(['came']);
    expect(screen.queryByRole('button', { name: 'Mở hết các mục' })).toBeNull();
  });

  it('wipes what was typed before the kind was chosen: from the form, the draft and the record', async () => {
    const fake = await fakePhone();
    const { saved } = await opensForm(fake);
    await user.type(name(), 'Hoàng Văn Bí Mật');
    await user.type(content(), 'tố ông trưởng thôn');
    await waitFor(async () => expect(await fake.onDisk()).toContain('Hoàng Văn Bí Mật'));
    await user.click(matter('Tố cáo'));
    await user.click(await screen.findByRole('button', { name: 'Đã chép vào sổ giấy, xóa ở đây' }));
    await waitFor(async () => expect(await fake.onDisk()).not.toContain('Hoàng Văn Bí Mật'));
    saveNext();
    await waitFor(() => expect(saved).toHaveLength(1));
    const disk = await fake.onDisk();
    expect(disk).not.toContain('Hoàng Văn Bí Mật');
    expect(disk).not.toContain('trưởng thôn');
    expect((await fake.phone.records.open(FORM))?.view.cells).toMatchObject({
      matter: 'denunciation',
      localCode: saved[0]?.title,
      progress: 'received',
    });
  });

  it.each(['Số tờ tài liệu', 'Số thông báo', 'Theo dõi kết quả'])(
    'asks before it wipes whatever else was typed: %s',
    async (label) => {
      const fake = await fakePhone();
      await opensForm(fake);
      await user.click(screen.getByRole('button', { name: 'Mở hết các mục' }));
      fireEvent.input(screen.getByLabelText(label), { target: { value: '12' } });
      await user.click(matter('Tố cáo'));
      await screen.findByRole('dialog', { name: 'Chuyển sang tố cáo?' });
    },
  );

  it('keeps not even the hour in its draft', async () => {
    const fake = await fakePhone();
    await opensForm(fake);
    await user.click(matter('Tố cáo'));
    await waitFor(async () => expect((await drafts(fake))[0]?.body.values).toMatchObject({ time: '' }));
  });

  it('a slip of the finger is asked about first, and changes nothing when it is taken back', async () => {
    const fake = await fakePhone();
    await opensForm(fake);
    await user.click(matter('Phản ánh'));
    await user.type(name(), 'Lý A Dế');
    await user.click(matter('Tố cáo'));
    await user.click(within(await screen.findByRole('dialog')).getAllByRole('button', { name: 'Thôi' })[0]!);
    expect(matter('Phản ánh')).toBeChecked();
    expect(name()).toHaveValue('Lý A Dế');
  });
});

describe('editing a visit', () => {
  const cells = {
    organ: 'committee',
    recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
    matter: 'proposal',
    visited: { date: '2026-11-20' },
    time: '08:30',
    headcount: { came: 2 },
    content: 'đường vào xóm',
    [`people/${idNo(9)}/name`]: 'Nông Thị Đào',
    [`people/${idNo(9)}/phone`]: '0912 345 678',
    [`people/${idNo(9)}/order`]: 0,
  };
  const edits = async (fake: Fake, refusedMid?: string) => {
    const went: string[] = [];
    render(
      <SnackbarProvider closeLabel="Đóng">
        <EditVisitPage
          phone={fake.phone}
          rid={FORM}
          refusedMid={refusedMid}
          go={(address) => went.push(address)}
          onLeave={vi.fn()}
        />
      </SnackbarProvider>,
    );
    await screen.findByRole('radio', { name: 'Phản ánh' });
    return went;
  };
  const save = () => user.click(screen.getByRole('button', { name: 'Lưu' }));

  it('sends only what was changed, on the base that was on the screen', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: FORM, cells });
    const went = await edits(fake);
    await user.clear(content());
    await user.type(content(), 'đường và cầu');
    await save();
    await waitFor(() => expect(went).toEqual([`/tiep-dan/${FORM}`]));
    const { waiting } = await fake.phone.records.queue();
    expect(waiting.map(({ body }) => [body?.op, body?.patch, body?.base.rev])).toEqual([
      ['patch', { content: 'đường và cầu' }, 7],
    ]);
  });

  it('what a pull brings while the form is open neither shows nor is overwritten', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: FORM, cells });
    await edits(fake);
    await user.type(content(), ' và cầu');
    await act(() => fake.arrives({ rid: FORM, cells: { ...cells, content: 'của máy khác', note: 'mới' } }));
    expect(content()).toHaveValue('đường vào xóm và cầu');
    await save();
    await waitFor(async () => expect((await fake.phone.records.queue()).waiting).toHaveLength(1));
    expect((await fake.phone.records.queue()).waiting[0]?.body?.patch).toEqual({ content: 'đường vào xóm và cầu' });
  });

  it('says that nothing was changed instead of saving nothing', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: FORM, cells });
    await edits(fake);
    await save();
    expect(await screen.findByRole('link', { name: /Chưa sửa gì/ })).toBeVisible();
  });

  it('a value that was emptied is cleared, the rest of its group stays', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: FORM, cells: { ...cells, field: { level1: 'land_housing', level2: 'land_dispute' } } });
    const went = await edits(fake);
    await user.click(screen.getByRole('radio', { name: 'Đất đai' }));
    await user.click(screen.getByRole('button', { name: 'Mở hết các mục' }));
    await user.clear(screen.getByLabelText('Điện thoại'));
    await save();
    await waitFor(() => expect(went).toHaveLength(1));
    expect((await fake.phone.records.queue()).waiting[0]?.body?.patch).toEqual({
      field: { level1: 'land_housing' },
      [`people/${idNo(9)}/phone`]: null,
    });
  });

  it('what the server refused goes out again, corrected, as the change it was', async () => {
    const fake = await fakePhone();
    const { people: _none, ...patch } = { ...cells, people: undefined, content: 'quá dài' };
    const change = { op: 'create' as const, patch };
    await fake.phone.records.save({ rid: FORM, kind: 'reception-visit', change, opened: null });
    await fake.port.write(['outbox', 'quarant', 'rec'], async (tx) => {
      const [row] = await tx.all('outbox');
      const rec = await tx.get('rec', FORM);
      if (row === undefined || rec === undefined) throw new Error('nothing was saved');
      const { mid, key, rid, kind, savedAtMs, ct } = row;
      await tx.delete('outbox', [key]);
      await tx.put('quarant', [{ mid, key, rid, kind, savedAtMs, ct, code: 'GD-4003', params: {} }]);
      await tx.put('rec', [{ ...rec, refused: 1 }]);
    });
    const [refused] = await fake.phone.records.quarantine();
    const went = await edits(fake, refused?.mid);
    await user.clear(content());
    await user.type(content(), 'ngắn');
    await save();
    await waitFor(() => expect(went).toHaveLength(1));
    expect(await fake.phone.records.quarantine()).toEqual([]);
    const [sent] = (await fake.phone.records.queue()).waiting;
    expect(sent?.body).toMatchObject({ op: 'create', patch: { ...patch, content: 'ngắn' } });
  });

  it('becomes a denunciation only after it was told what will be gone', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: FORM, cells });
    const went = await edits(fake);
    await user.click(matter('Tố cáo'));
    await save();
    const question = await screen.findByRole('dialog', { name: 'Chuyển hồ sơ này thành tố cáo?' });
    expect(question).toHaveTextContent('sẽ bị xóa khỏi máy này, khỏi máy chủ và khỏi mọi máy khác');
    await user.click(within(question).getByRole('button', { name: 'Chuyển thành tố cáo' }));
    await waitFor(() => expect(went).toHaveLength(1));
    expect((await fake.phone.records.queue()).waiting.map(({ body }) => body?.op)).toEqual(['redact']);
    const disk = await fake.onDisk();
    for (const word of ['Nông Thị Đào', '0912 345 678', 'đường vào xóm']) expect(disk).not.toContain(word);
  });

  /** Leaves the form of an edit with the wrong kind chosen, as a draft. */
  const keepsMisTap = async (fake: Fake) => {
    await fake.arrives({ rid: FORM, cells });
    await edits(fake);
    await user.click(matter('Tố cáo'));
    fireEvent.keyDown(document.body, { key: 'Escape' });
    await user.click(await screen.findByRole('button', { name: 'Lưu nháp' }));
    await waitFor(async () => expect(await drafts(fake)).toHaveLength(1));
    cleanup();
  };

  it('of a kept draft too, a denunciation is asked about before the save', async () => {
    const fake = await fakePhone();
    await keepsMisTap(fake);
    const went = await edits(fake);
    expect(matter('Tố cáo')).toBeChecked();
    await save();
    const question = await screen.findByRole('dialog', { name: 'Chuyển hồ sơ này thành tố cáo?' });
    expect((await fake.phone.records.queue()).waiting).toEqual([]);
    await user.click(within(question).getByRole('button', { name: 'Chuyển thành tố cáo' }));
    await waitFor(() => expect(went).toHaveLength(1));
    expect((await fake.phone.records.queue()).waiting.map(({ body }) => body?.op)).toEqual(['redact']);
    const disk = await fake.onDisk();
    for (const word of ['Nông Thị Đào', '0912 345 678', 'đường vào xóm']) expect(disk).not.toContain(word);
  });

  it('a kept draft of a slip to denunciation takes nothing of the record away', async () => {
    const fake = await fakePhone();
    await keepsMisTap(fake);
    await edits(fake);
    await user.click(matter('Phản ánh'));
    expect(content()).toHaveValue('đường vào xóm');
    expect(name()).toHaveValue('Nông Thị Đào');
    await save();
    await waitFor(async () => expect((await fake.phone.records.queue()).waiting).toHaveLength(1));
    expect((await fake.phone.records.queue()).waiting[0]?.body?.patch).toEqual({ matter: 'feedback' });
  });
});
