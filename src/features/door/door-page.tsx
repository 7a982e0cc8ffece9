import { Suspense } from 'react';
import { WORDS } from '../../domain/text/wording.ts';
import { IconChart, IconKey, IconMobile } from '../../ui/icons.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Page, Section } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Screen } from '../../ui/screen.tsx';
import styles from './door.module.css';
import type { DoorPageProps } from './door-props.ts';

/** No part of a real server's first screen. */
const DemoDoors = lazyPart(() => import('./demo-doors.tsx').then((m) => m.DemoDoors));
/** Only where the address or the browser is wrong. */
const Hindrance = lazyPart(() => import('./hindrance.tsx').then((m) => m.Hindrance));

/** Who comes in, and as what. */
export function DoorPage(props: DoorPageProps) {
  const { asking, hindrance, users, install, onUnlock } = props;
  // All that stands below comes at once: nothing moves away from under a finger.
  const wait = <ProgressBar label={WORDS.loading} />;
  return (
    <Screen title={WORDS.product} withoutTabs>
      <Page>
        <p>Sổ tiếp công dân của xã, dùng được cả khi không có mạng. Dữ liệu nằm trên máy này cho tới khi gửi về.</p>
        {hindrance === undefined ? null : (
          <Suspense fallback={wait}>
            <Hindrance hindrance={hindrance} address={new URL(window.location.href)} />
          </Suspense>
        )}
        {users.length > 0 ? (
          <Section title="Mở khóa">
            <Card>
              <List label="Người dùng máy này">
                {users.map((user) => (
                  <ListRow
                    key={user.id}
                    leading={<IconKey />}
                    title={user.name}
                    detail={user.unitName}
                    onOpen={() => onUnlock(user)}
                  />
                ))}
              </List>
            </Card>
          </Section>
        ) : null}
        {asking ? (
          wait
        ) : (
          <Suspense fallback={wait}>
            {hindrance === undefined ? install : null}
            {/* A password that is typed at an insecure address travels in clear: no door there. */}
            {hindrance === 'insecure-context' ? null : <Doors {...props} />}
            <p className={styles.quiet}>Ứng dụng không lấy vị trí, không theo dõi người dùng.</p>
          </Suspense>
        )}
      </Page>
    </Screen>
  );
}

function Doors(props: DoorPageProps) {
  return props.demo === undefined ? <RealDoor {...props} /> : <DemoDoors {...props} people={props.demo} />;
}

function RealDoor({ hindrance, mustInstall = false, onEnrol, onProvince }: DoorPageProps) {
  return (
    <Card>
      <List label="Bắt đầu">
        {hindrance === undefined && !mustInstall ? (
          <ListRow
            leading={<IconMobile />}
            title="Cấp máy này bằng mã"
            detail="Nhập tên và mã 8 số của quản trị viên"
            onOpen={onEnrol}
          />
        ) : null}
        <ListRow
          leading={<IconChart />}
          title="Tỉnh xem số liệu, quản trị"
          detail="Đăng nhập bằng tên và mật khẩu; không lưu gì trên máy"
          onOpen={onProvince}
        />
      </List>
    </Card>
  );
}
