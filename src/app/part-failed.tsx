import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** In place of a screen that cannot be drawn. */
export function PartFailed({ notHere }: { readonly notHere: boolean }) {
  return (
    <div role="alert">
      <EmptyState
        title={notHere ? 'Phần này chưa có trên máy' : 'Phần này bị lỗi'}
        action={<Button onClick={() => window.location.reload()}>Tải lại trang</Button>}
      >
        {notHere ? 'Tải lại khi có mạng; bản nháp đã giữ.' : 'Tải lại trang; những gì đã lưu và bản nháp vẫn còn.'}
      </EmptyState>
    </div>
  );
}
