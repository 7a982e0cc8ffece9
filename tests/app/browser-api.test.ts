// @vitest-environment node
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { browserApi } from '../../src/app/browser-api.ts';
import { SPACE, USER } from '../store/support.ts';
import { FakeServer, json, refusal } from './net/support.ts';

const PROFILE = {
  user: { id: USER, username: 'tinh', name: 'Quản trị' },
  memberships: [],
  spaces: [],
  provinceSpace: SPACE,
  policy: { unlock: 'normal', shareBetweenOrgans: false, denouncerIdentity: 'paper' },
  demo: true,
};

describe('signing in by password in a browser that is a phone too', () => {
  it('takes the cookie from the phone, also when its sync has signed in while the answer was on its way', async () => {
    for (const answer of [json({ profile: PROFILE }), refusal('wrongPassword')]) {
      let cookieOf: string | undefined = 'phone';
      const server = new FakeServer().on('/api/session/password', () => {
        cookieOf = 'phone';
        return answer;
      });
      const api = browserApi(
        server.ports,
        () => {
          cookieOf = undefined;
        },
        v7,
      );
      await api.signIn('tinh', 'mật khẩu');
      expect(cookieOf).toBeUndefined();
    }
  });
});
