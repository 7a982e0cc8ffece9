import { type ReactNode, useState } from 'react';
import { WORDS } from '../../domain/text/wording.ts';
import type { GateHindrance, PhoneUser } from '../../store/phone-gate.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { IconChart, IconKey, IconPhone, IconSettings } from '../../ui/icons.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Page, Section } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import styles from './door.module.css';
import { Hindrance } from './hindrance.tsx';

/** One of the invented people of the demo. */
export type DemoPerson = {
  readonly username: string;
  readonly name: string;
  readonly what: string;
  readonly device: boolean;
};

export type DoorPageProps = {
  /** The invented people; undefined on a real server, or while nothing is known of it. */
  readonly demo: readonly DemoPerson[] | undefined;
  readonly hindrance: GateHindrance | undefined;
  readonly users: readonly PhoneUser[];
  /** How this page becomes an app; undefined where it is one. */
  readonly install?: ReactNode;
  /** Nothing may be kept here before it is installed (iPhone). */
  readonly mustInstall?: boolean;
  readonly onUnlock: (user: PhoneUser) => void;
  readonly onDemoPhone: (username: string) => Promise<string | undefined>;
  readonly onDemoSignIn: (username: string, place: 'province' | 'admin') => Promise<string | undefined>;
  readonly onEnrol: () => void;
  readonly onProvince: () => void;
};

/** Who comes in, and as what. */
export function DoorPage(props: DoorPageProps) {
  const { demo, hindrance, users, install, onUnlock } = props;
  return (
    <Screen title={WORDS.product} withoutTabs>
      <Page>
        <p>Sổ tiếp công dân của xã, dùng được cả khi không có mạng. Dữ liệu nằm trên máy này cho tới khi gửi về.</p>
        {hindrance === undefined ? null : <Hindrance hindrance={hindrance} address={new URL(window.location.href)} />}
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
        {hindrance === undefined ? install : null}
        {demo === undefined ? <RealDoor {...props} /> : <DemoDoor {...props} people={demo} />}
        <p className={styles.quiet}>Ứng dụng không lấy vị trí, không theo dõi người dùng.</p>
      </Page>
    </Screen>
  );
}

function RealDoor({ hindrance, mustInstall = false, onEnrol, onProvince }: DoorPageProps) {
  return (
    <Card>
      <List label="Bắt đầu">
        {hindrance === undefined && !mustInstall ? (
          <ListRow
            leading={<IconPhone />}
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

function DemoDoor(props: DoorPageProps & { readonly people: readonly DemoPerson[] }) {
  const { people, hindrance, onDemoPhone, onDemoSignIn, onEnrol } = props;
  const [busy, setBusy] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const [others, setOthers] = useState(false);
  const officials = people.filter(({ device }) => device);
  const province = people.find(({ username }) => username === 'tinh.giamsat') ?? people.find(({ device }) => !device);
  const admin = people.find(({ username }) => username === 'quantri.suoimau');

  const run = async (what: string, work: () => Promise<string | undefined>) => {
    if (busy !== undefined) return;
    setBusy(what);
    setFailure(await work());
    setBusy(undefined);
  };

  return (
    <>
      {failure === undefined ? null : (
        <div role="alert">
          <Banner tone="danger">{failure}</Banner>
        </div>
      )}
      <Section title="Thử ngay">
        <Card>
          <List label="Thử ngay">
            {hindrance === undefined && officials[0] !== undefined ? (
              <ListRow
                leading={<IconPhone />}
                title="Điện thoại cán bộ xã"
                detail={busy === 'phone' ? 'Đang cấp máy…' : `${officials[0].name} – ${officials[0].what}`}
                onOpen={() => void run('phone', () => onDemoPhone(officials[0]?.username ?? ''))}
              />
            ) : null}
            {province === undefined ? null : (
              <ListRow
                leading={<IconChart />}
                title="Tỉnh xem số liệu"
                detail={`${province.name} – ${province.what}`}
                onOpen={() => void run('province', () => onDemoSignIn(province.username, 'province'))}
              />
            )}
            {admin === undefined ? null : (
              <ListRow
                leading={<IconSettings />}
                title="Quản trị: cấp máy, khóa máy"
                detail={`${admin.name} – ${admin.what}`}
                onOpen={() => void run('admin', () => onDemoSignIn(admin.username, 'admin'))}
              />
            )}
          </List>
        </Card>
      </Section>
      {others ? (
        <Section title="Người khác trong bản dùng thử">
          <Card>
            <List label="Người khác trong bản dùng thử">
              {people.map((person) =>
                person.device && hindrance !== undefined ? null : (
                  <ListRow
                    key={person.username}
                    leading={person.device ? <IconPhone /> : <IconChart />}
                    title={person.name}
                    detail={busy === person.username ? 'Đang mở…' : person.what}
                    onOpen={() =>
                      void run(person.username, () =>
                        person.device
                          ? onDemoPhone(person.username)
                          : onDemoSignIn(person.username, person.username.includes('quantri') ? 'admin' : 'province'),
                      )
                    }
                  />
                ),
              )}
            </List>
          </Card>
        </Section>
      ) : (
        <div className={styles.buttons}>
          <Button kind="quiet" onClick={() => setOthers(true)}>
            Chọn người khác
          </Button>
          {hindrance === undefined ? (
            <Button kind="quiet" onClick={onEnrol}>
              Cấp máy bằng mã 8 số
            </Button>
          ) : null}
        </div>
      )}
    </>
  );
}
