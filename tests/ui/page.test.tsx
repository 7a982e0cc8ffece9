import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { AppFrame } from '../../src/ui/app-frame.tsx';
import { applyAppearance } from '../../src/ui/appearance.ts';
import { Banner } from '../../src/ui/banner.tsx';
import { EmptyState } from '../../src/ui/empty-state.tsx';
import { FloatingButton } from '../../src/ui/floating-button.tsx';
import { ActionBar, Card, Page, Section } from '../../src/ui/page.tsx';
import { ProgressBar } from '../../src/ui/progress-bar.tsx';
import { StatusChip } from '../../src/ui/status-chip.tsx';
import { SummaryList } from '../../src/ui/summary-list.tsx';
import { TopBar } from '../../src/ui/top-bar.tsx';

describe('a screen', () => {
  it('has one h1, one main, and sections that are named', async () => {
    const onBack = vi.fn();
    render(
      <AppFrame
        notice={<Banner edge>Bản dùng thử</Banner>}
        top={
          <TopBar title="Hôm nay" back={{ label: 'Quay lại', onPress: onBack }}>
            <StatusChip>7 chưa gửi</StatusChip>
          </TopBar>
        }
        float={<FloatingButton label="Ghi tiếp dân" icon={null} />}
      >
        <Page>
          <Section title="Cần làm" count="4">
            <Card padded>việc</Card>
          </Section>
          <ActionBar>nút</ActionBar>
        </Page>
      </AppFrame>,
    );
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Hôm nay');
    expect(screen.getByRole('main')).toHaveTextContent('việc');
    expect(screen.getByRole('region', { name: 'Cần làm (4)' })).toHaveTextContent('việc');
    expect(screen.getByRole('button', { name: 'Ghi tiếp dân' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Quay lại' }));
    expect(onBack).toHaveBeenCalledOnce();
  });
});

describe('what is said on a screen', () => {
  it('is read aloud only where it happens before one’s eyes', () => {
    const { rerender } = render(<Banner tone="warning">Máy sắp hết chỗ</Banner>);
    expect(screen.queryByRole('status')).toBeNull();
    rerender(
      <Banner tone="warning" announced action={<button type="button">Dọn ảnh</button>}>
        Máy sắp hết chỗ
      </Banner>,
    );
    expect(screen.getByRole('status')).toHaveTextContent('Máy sắp hết chỗ');
  });

  it('says how far work has come, or that it goes on', () => {
    const { rerender } = render(<ProgressBar label="Đang gửi" value={3} max={7} amount="3/7" />);
    const bar = screen.getByRole('progressbar', { name: 'Đang gửi' });
    expect(bar).toHaveAttribute('value', '3');
    expect(bar).toHaveAttribute('max', '7');
    expect(bar).toHaveAttribute('aria-valuetext', '3/7');
    rerender(<ProgressBar label="Đang gửi" />);
    expect(bar).not.toHaveAttribute('value');
  });

  it('says why a list is empty, and what to do', () => {
    render(
      <EmptyState title="Chưa có lượt nào" action={<button type="button">Ghi lượt đầu tiên</button>}>
        Lượt đã ghi hiện ở đây.
      </EmptyState>,
    );
    expect(screen.getByText('Chưa có lượt nào')).toBeVisible();
    expect(screen.getByRole('button')).toBeVisible();
  });

  it('says of each term what was recorded', () => {
    render(
      <SummaryList
        items={[
          { term: 'Công dân', value: 'Nông Thị Đào', action: <button type="button">Sửa</button> },
          { term: 'Số điện thoại', value: 'Chưa nhập' },
        ]}
      />,
    );
    expect(screen.getAllByRole('term').map((term) => term.textContent)).toEqual(['Công dân', 'Số điện thoại']);
    expect(screen.getAllByRole('definition').map((value) => value.textContent)).toEqual([
      'Nông Thị Đào',
      'Sửa',
      'Chưa nhập',
    ]);
  });

  it.each(['neutral', 'info', 'success', 'warning', 'danger'] as const)('never says by colour alone: %s', (tone) => {
    const { container } = render(<StatusChip tone={tone}>Quá hạn 2 ngày</StatusChip>);
    expect(container.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
    expect(screen.getByText('Quá hạn 2 ngày')).toBeVisible();
  });
});

describe('the appearance', () => {
  it('stands on the root, where the style sheets read it', () => {
    applyAppearance(document.documentElement, 'dark', 'large');
    expect(document.documentElement.dataset).toMatchObject({ theme: 'dark', textSize: 'large' });
  });
});
