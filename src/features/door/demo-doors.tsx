import { useState } from 'react';
import { DEMO_DOORS, PROVINCE_VISITOR } from '../../domain/text/demo-doors.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Button } from '../../ui/button.tsx';
import { IconChart, IconDesktop, IconMobile } from '../../ui/icons.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Section } from '../../ui/page.tsx';
import styles from './door.module.css';
import type { DemoPerson, DoorPageProps } from './door-props.ts';

/** The three doors of the demo, and the way of a real phone for everybody else. */
export function DemoDoors(props: DoorPageProps & { readonly people: readonly DemoPerson[] }) {
  const { people, hindrance, onDemoDoor, onDemoSignIn, onEnrol } = props;
  const [busy, setBusy] = useState<string>();
  const [failure, setFailure] = useState(props.failure);
  const [others, setOthers] = useState(false);
  const province = people.find(({ username }) => username === PROVINCE_VISITOR);
  const whoIs = (username: string) => {
    const person = people.find((one) => one.username === username);
    return person && `${person.name} – ${person.what}`;
  };

  const run = async (what: string, work: () => Promise<string | undefined>) => {
    if (busy !== undefined) return;
    setBusy(what);
    setFailure(undefined);
    setFailure(await work());
    setBusy(undefined);
  };

  return (
    <>
      <Alarm>{failure}</Alarm>
      <Section title="Thử ngay, một lần bấm">
        <Card>
          <List label="Thử ngay">
            {hindrance === undefined
              ? DEMO_DOORS.map((door) => (
                  <ListRow
                    key={door.key}
                    leading={door.place === 'hall' ? <IconMobile size={2} /> : <IconDesktop size={2} />}
                    title={door.title}
                    detail={busy === door.key ? 'Đang mở…' : whoIs(door.username)}
                    onOpen={() => void run(door.key, () => onDemoDoor(door))}
                  />
                ))
              : null}
            {province === undefined ? null : (
              <ListRow
                leading={<IconChart size={2} />}
                title="Tỉnh xem số liệu"
                detail={busy === 'province' ? 'Đang mở…' : whoIs(PROVINCE_VISITOR)}
                onOpen={() => void run('province', () => onDemoSignIn(PROVINCE_VISITOR, 'province'))}
              />
            )}
          </List>
        </Card>
        {hindrance === undefined ? (
          <p className={styles.quiet}>
            Bản dùng thử vào thẳng, không hỏi gì. Máy thật phải nhập mã cấp máy, cất cụm từ khôi phục và đặt mã PIN: xem
            ở “Chọn người khác”.
          </p>
        ) : null}
      </Section>
      {others ? (
        <Others {...props} busy={busy} run={run} />
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

type OthersProps = DoorPageProps & {
  readonly people: readonly DemoPerson[];
  readonly busy: string | undefined;
  readonly run: (what: string, work: () => Promise<string | undefined>) => Promise<void>;
};

/** Everybody else, the way a real phone is enrolled. */
function Others({ people, hindrance, onDemoPhone, onDemoSignIn, busy, run }: OthersProps) {
  return (
    <Section title="Người khác trong bản dùng thử">
      <Card>
        <List label="Người khác trong bản dùng thử">
          {people.map((person) =>
            person.device && hindrance !== undefined ? null : (
              <ListRow
                key={person.username}
                leading={person.device ? <IconMobile /> : <IconChart />}
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
  );
}
