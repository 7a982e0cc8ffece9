import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { PlainDate } from '../../contract/scalars.ts';
import type { EnrolmentCode } from '../../contract/wire/administration.ts';
import type { Profile, Space } from '../../contract/wire/session.ts';
import { type Actor, actorOf } from '../../domain/permissions/actor.ts';
import { type Intent, may } from '../../domain/permissions/may.ts';
import { ADDRESS, adminAddress, UNIT_QUERY } from '../../domain/text/addresses.ts';
import type { RecoveryKeyPorts } from '../../store/vault/recovery-key.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import { useWide } from '../../ui/use-wide.ts';
import styles from './admin.module.css';
import type { AdminApi } from './admin-api.ts';
import { AdminFrame, type AdminPart } from './admin-frame.tsx';
import { AnswerRequest } from './answer-request.tsx';
import { CodePage } from './code-page.tsx';
import { Devices } from './devices.tsx';
import { Holidays } from './holidays.tsx';
import { Log } from './log.tsx';
import { Offices } from './offices.tsx';
import { RecoveryKey } from './recovery-key.tsx';
import { browserKeyPorts } from './recovery-key-form.tsx';
import { UnitPicker } from './unit-picker.tsx';
import { Units } from './units.tsx';
import { useAct } from './use-act.ts';
import { Users } from './users.tsx';
import { Villages } from './villages.tsx';
import { Waiting } from './waiting.tsx';

/** What a part about one unit is told. */
export type AboutUnit = {
  readonly unit: Space;
  readonly provinceSpace: string;
  readonly actor: Actor;
  readonly today: PlainDate;
};

export type SignedInProps = {
  readonly api: AdminApi;
  readonly today: PlainDate;
  readonly nowMs: () => number;
  readonly ports?: RecoveryKeyPorts;
  readonly dutyRules: (about: AboutUnit) => ReactNode;
  readonly onLeave: () => void;
  readonly profile: Profile;
};

type User = { readonly id: string; readonly name: string };
type Issued = { readonly code: EnrolmentCode; readonly user: User };

/** The administration of somebody who is signed in: the parts that his rights open. */
export function SignedIn(props: SignedInProps) {
  const { api, today, nowMs, onLeave, profile } = props;
  const [location, go] = useLocation();
  // On a PC the list of parts is always in sight: back leaves the administration.
  const wide = useWide();
  const [issued, setIssued] = useState<Issued>();
  const { busy, failure, act } = useAct();
  const { value: spaces, again: askUnits } = useLoaded(useCallback(() => api.spaces(), [api]));
  const actor = useMemo(() => actorOf(profile, today), [profile, today]);
  const units = useMemo(() => presentUnits(spaces?.ok ? spaces.value : { spaces: profile.spaces }), [spaces, profile]);
  const chosen = new URLSearchParams(useSearch()).get(UNIT_QUERY) ?? undefined;
  const parts = usePartsOf(props, {
    actor,
    units,
    chosen,
    askUnits,
    onCode: (code, user) => setIssued({ code, user }),
  });
  const path = location.startsWith(`${ADDRESS.admin}/`) ? location.slice(ADDRESS.admin.length + 1) : undefined;
  const current = parts.find((part) => part.path === path);

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
  return (
    <Screen
      key={current?.path ?? ''}
      title={current?.label ?? 'Quản trị'}
      withoutTabs
      onBack={() => (current === undefined || wide ? onLeave() : go(ADDRESS.admin))}
      right={
        <Button kind="quiet" onClick={() => void api.signOut().then(onLeave)}>
          Thoát
        </Button>
      }
    >
      {parts.length === 0 ? (
        <Page>
          <Banner tone="warning">Tài khoản này không có quyền quản trị người dùng và thiết bị.</Banner>
        </Page>
      ) : (
        <AdminFrame
          parts={parts}
          current={current}
          addressOf={(part) => adminAddress(part, chosen)}
          onGo={(address) => go(address)}
        />
      )}
    </Screen>
  );
}

/** Units of today: nobody is added to one that has ended. */
function presentUnits({
  spaces,
  ended = [],
}: {
  readonly spaces: readonly Space[];
  readonly ended?: readonly string[] | undefined;
}) {
  return spaces.filter(({ id }) => !ended.includes(id));
}

type Scene = {
  readonly actor: Actor;
  readonly units: readonly Space[];
  /** The unit that the address names. */
  readonly chosen: string | undefined;
  readonly askUnits: () => void;
  readonly onCode: (code: EnrolmentCode, user: User) => void;
};

function usePartsOf(props: SignedInProps, { actor, units, chosen, askUnits, onCode }: Scene): readonly AdminPart[] {
  const { api, today, nowMs, ports, profile, dutyRules } = props;
  const [location, go] = useLocation();
  const { provinceSpace } = profile;
  const mayAt = (intent: Intent) => (unit: Space) => may(actor, intent, { space: unit.id, provinceSpace });
  const manages = units.some(mayAt('user.manage'));
  const ofProvince = may(actor, 'policy.write', { space: provinceSpace, provinceSpace });
  const ofOneUnit = (intent: Intent, content: (about: AboutUnit) => ReactNode, level?: Space['level']) => (
    <UnitPicker
      units={units.filter(mayAt(intent)).filter((unit) => level === undefined || unit.level === level)}
      chosen={chosen}
      onChoose={(unit) => go(`${location}?${UNIT_QUERY}=${unit}`, { replace: true })}
    >
      {(unit) => content({ unit, provinceSpace, actor, today })}
    </UnitPicker>
  );
  if (!manages) return [];
  return [
    {
      path: 'nguoi-dung',
      label: 'Người dùng',
      about: 'Thêm người, đổi vai trò, cấp mã cho máy, khóa tài khoản',
      content: <Users api={api} profile={profile} units={units} onCode={onCode} />,
    },
    {
      path: 'thiet-bi',
      label: 'Thiết bị',
      about: 'Cấp máy mới, lần gửi cuối, khóa, thu hồi',
      content: <Devices api={api} onEnrol={() => go(adminAddress('nguoi-dung'))} />,
    },
    {
      path: 'cho-xu-ly',
      label: 'Chờ xử lý',
      about: 'Mục của máy bị thu hồi, của người chưa có trong danh sách',
      content: <Waiting api={api} />,
    },
    ...(ofProvince
      ? [
          {
            path: 'don-vi',
            label: 'Đơn vị',
            about: 'Xã, phường: thêm, đổi tên, sáp nhập',
            content: (
              <Units
                api={api}
                provinceSpace={provinceSpace}
                demo={profile.demo}
                today={today}
                onChanged={askUnits}
                onGo={(part, unit) => go(adminAddress(part, unit))}
              />
            ),
          },
        ]
      : []),
    {
      path: 'xom',
      label: 'Xóm, tổ dân phố',
      about: 'Thêm, đổi tên, gộp; tên cũ vẫn tìm được',
      content: ofOneUnit('village.write', ({ unit }) => <Villages desk={api.desk} unit={unit} />, 'commune'),
    },
    {
      path: 'chuc-danh',
      label: 'Chức danh',
      about: 'Ai giữ chức danh gì, từ ngày nào, bàn giao',
      content: ofOneUnit('office.write', ({ unit }) => <Offices desk={api.desk} unit={unit} today={today} />),
    },
    {
      path: 'lich-tiep',
      label: 'Lịch tiếp',
      about: 'Ngày tiếp công dân của bí thư, chủ tịch',
      content: ofOneUnit('duty.write', dutyRules),
    },
    {
      path: 'ngay-nghi',
      label: 'Ngày nghỉ',
      about: 'Ngày nghỉ lễ, ngày làm bù từng năm',
      content: <Holidays desk={api.desk} today={today} mayEdit={ofProvince} />,
    },
    {
      path: 'nhat-ky',
      label: 'Nhật ký',
      about: 'Ai làm gì, khi nào',
      content: <Log api={api} units={units.filter(mayAt('audit.read'))} today={today} />,
    },
    ...(ofProvince
      ? [
          {
            path: 'khoa-khoi-phuc',
            label: 'Khóa khôi phục',
            about: 'Mở hộ máy của cán bộ quên mã',
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
}
