import { useCallback, useState } from 'react';
import type { PlainDate } from '../../contract/scalars.ts';
import type { EnrolmentCode } from '../../contract/wire/administration.ts';
import type { Profile } from '../../contract/wire/session.ts';
import { actorOf } from '../../domain/permissions/actor.ts';
import { may } from '../../domain/permissions/may.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { RecoveryKeyPorts } from '../../store/vault/recovery-key.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Screen } from '../../ui/screen.tsx';
import { SegmentedTabs } from '../../ui/segmented-tabs.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import styles from './admin.module.css';
import type { AdminApi } from './admin-api.ts';
import { AnswerRequest } from './answer-request.tsx';
import { CodePage } from './code-page.tsx';
import { Devices } from './devices.tsx';
import { RecoveryKey } from './recovery-key.tsx';
import { browserKeyPorts } from './recovery-key-form.tsx';
import { useAct } from './use-act.ts';
import { Users } from './users.tsx';
import { Waiting } from './waiting.tsx';

export type AdminPageProps = {
  readonly api: AdminApi;
  readonly today: PlainDate;
  readonly nowMs: () => number;
  readonly ports?: RecoveryKeyPorts;
  readonly onLeave: () => void;
  /** To the page where one signs in: the province's. */
  readonly onSignIn: () => void;
};

/** Quản trị, mounted at `/quan-tri`: people, their devices, and what waits for a decision. No content of records. */
export function AdminPage({ api, today, nowMs, ports, onLeave, onSignIn }: AdminPageProps) {
  const { value: asked, again } = useLoaded(useCallback(() => api.profile(), [api]));
  if (asked?.ok) {
    return <SignedIn {...{ api, today, nowMs, onLeave }} {...(ports && { ports })} profile={asked.value} />;
  }
  const signedOut = asked?.error.tag === 'signed-out';
  return (
    <Screen title="Quản trị" withoutTabs onBack={onLeave}>
      <Page>
        {asked === undefined ? (
          <ProgressBar label={WORDS.loading} />
        ) : (
          <Banner
            tone="warning"
            action={
              signedOut ? (
                <Button kind="primary" onClick={onSignIn}>
                  Đăng nhập
                </Button>
              ) : (
                <Button onClick={again}>{WORDS.retry}</Button>
              )
            }
          >
            {asked.error.words}
          </Banner>
        )}
      </Page>
    </Screen>
  );
}

type SignedInProps = Omit<AdminPageProps, 'onSignIn'> & { readonly profile: Profile };
type Issued = { readonly code: EnrolmentCode; readonly user: { readonly id: string; readonly name: string } };

function SignedIn({ api, today, nowMs, ports, onLeave, profile }: SignedInProps) {
  const [tab, setTab] = useState('users');
  const [issued, setIssued] = useState<Issued>();
  const { busy, failure, act } = useAct();
  const actor = actorOf(profile, today);
  const { provinceSpace } = profile;
  const manages = profile.spaces.some(({ id }) => may(actor, 'user.manage', { space: id, provinceSpace }));
  const ofProvince = may(actor, 'policy.write', { space: provinceSpace, provinceSpace });

  if (issued !== undefined) {
    const { code, user } = issued;
    return (
      <CodePage
        code={code}
        name={user.name}
        address={api.enrolAddress(code)}
        nowMs={nowMs}
        busy={busy !== undefined}
        failure={failure}
        onAgain={() =>
          act(
            'code',
            () => api.issueCode(user.id),
            (again) => setIssued({ code: again, user }),
          )
        }
        onClose={() => setIssued(undefined)}
      />
    );
  }
  const tabs = [
    {
      value: 'users',
      label: 'Người dùng',
      content: <Users api={api} profile={profile} onCode={(code, user) => setIssued({ code, user })} />,
    },
    { value: 'devices', label: 'Thiết bị', content: <Devices api={api} /> },
    { value: 'waiting', label: 'Chờ xử lý', content: <Waiting api={api} /> },
    ...(ofProvince
      ? [
          {
            value: 'recovery',
            label: 'Khóa khôi phục',
            content: (
              <div className={styles.sections}>
                <AnswerRequest api={api} profile={profile} nowMs={nowMs} argon2={(ports ?? browserKeyPorts).argon2} />
                <RecoveryKey api={api} nowMs={nowMs} {...(ports && { ports })} />
              </div>
            ),
          },
        ]
      : []),
  ];
  return (
    <Screen
      title="Quản trị"
      withoutTabs
      onBack={onLeave}
      right={
        <Button kind="quiet" onClick={() => void api.signOut().then(onLeave)}>
          Thoát
        </Button>
      }
    >
      <Page>
        {manages ? (
          <div className={styles.tabs}>
            <SegmentedTabs label="Quản trị" value={tab} onChange={setTab} segments={tabs} />
          </div>
        ) : (
          <Banner tone="warning">Tài khoản này không có quyền quản trị người dùng và thiết bị.</Banner>
        )}
      </Page>
    </Screen>
  );
}
