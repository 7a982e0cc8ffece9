import type { Generated } from 'kysely';
import type { Organ, Role } from '../../contract/records/codes.ts';
import type { Space } from '../../contract/wire/session.ts';

/** Tables that ordinary queries meet. The hot path (push, pull, reports) speaks SQL itself. */
export type Tables = {
  space: {
    space_id: string;
    province_id: string;
    code: string;
    kind: Space['kind'];
    level: Space['level'];
    name: string;
    parent: string | null;
  };
  setting: { space_id: string; name: string; value: string };
  app_user: {
    space_id: string;
    user_id: string;
    username: string;
    name: string;
    password_hash: string | null;
    locked_at: string | null;
    created_at: Generated<string>;
  };
  user_membership: {
    space_id: string;
    user_id: string;
    member_space: string;
    organ: Organ;
    role: Role;
    valid_from: string | null;
    valid_to: string | null;
  };
  device: {
    space_id: string;
    device_id: string;
    user_id: string;
    username: string;
    name: string;
    public_key: string;
    serial: string;
    spaces: unknown;
    enrolled_at: string;
    reregistered_at: string | null;
    last_seen: string | null;
    locked_at: string | null;
    revoked_at: string | null;
    revoked_by: string | null;
    wipe: Generated<boolean>;
  };
  enrolment_code: {
    space_id: string;
    code_id: string;
    user_id: string;
    code_hash: string;
    expires_at: string;
    wrong_tries: Generated<number>;
    used_at: string | null;
    issued_by: string | null;
  };
  wrong_try: { space_id: string; try_id: string; what: string; address: string; at: string };
  session: {
    space_id: string;
    token_hash: string;
    user_id: string;
    username: string;
    device_id: string | null;
    expires_at: string;
  };
  used_nonce: { space_id: string; nonce: string; expires_at: string };
  one_time_link: {
    space_id: string;
    token_hash: string;
    user_id: string;
    expires_at: string;
    used_at: string | null;
  };
  admin_event: {
    space_id: string;
    event_id: string;
    at: string;
    actor: string | null;
    what: string;
    target: string;
    reason: string | null;
  };
};
