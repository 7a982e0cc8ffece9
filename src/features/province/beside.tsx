import { useState } from 'react';
import { DOOR_PARAMETER, PHONE_DOOR } from '../../domain/text/demo-doors.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { IconMobile } from '../../ui/icons.tsx';
import { useWide } from '../../ui/use-wide.ts';

/** A phone's window beside the table. */
const WINDOW = { width: 360, height: 800, edge: 24 } as const;
const NAME = 'gan-dan-dien-thoai';

/** This machine by its other name: another origin, so that phone and table have sessions and storage of their own. */
const OTHER_NAMES: { readonly [name: string]: string } = {
  localhost: '127.0.0.1',
  '127.0.0.1': 'localhost',
  '[::1]': 'localhost',
};

/** Where the phone of the demo opens; undefined: this page was reached by a name that has no other. */
export function phoneAddress({ protocol, hostname, port }: Pick<Location, 'protocol' | 'hostname' | 'port'>) {
  const other = OTHER_NAMES[hostname];
  if (protocol !== 'http:' || other === undefined) return undefined;
  return `http://${other}${port === '' ? '' : `:${port}`}/?${DOOR_PARAMETER}=${PHONE_DOOR.key}`;
}

/** Xem cùng lúc: the demo's phone in a window beside this table. */
export function Beside() {
  const isWide = useWide();
  const [blocked, setBlocked] = useState(false);
  if (!isWide) return null;
  const address = phoneAddress(window.location);
  if (address === undefined) {
    return (
      <p>
        Muốn <strong>Xem cùng lúc</strong> điện thoại và bảng này: mở bản dùng thử bằng địa chỉ http://localhost trên
        chính máy đang chạy nó.
      </p>
    );
  }
  return (
    <>
      <Button icon={<IconMobile size={1.25} />} onClick={() => setBlocked(!opens(address))}>
        Xem cùng lúc
      </Button>
      {blocked ? (
        <div role="alert">
          <Banner tone="warning">
            Trình duyệt đã chặn cửa sổ mới. Cho phép cửa sổ của trang này rồi bấm lại, hoặc{' '}
            <a href={address} target="_blank" rel="noreferrer">
              mở điện thoại trong thẻ khác
            </a>
            .
          </Banner>
        </div>
      ) : null}
    </>
  );
}

function opens(address: string): boolean {
  const { width, height, edge } = WINDOW;
  const right = window.screenX + window.outerWidth;
  const left = Math.max(0, Math.min(right + edge, window.screen.availWidth - width - edge));
  const features = `popup,width=${width},height=${height},left=${left},top=${window.screenY + edge}`;
  return window.open(address, NAME, features) !== null;
}
