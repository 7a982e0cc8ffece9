import type * as z from 'zod/mini';
import { type HttpPorts, request } from '../../../src/app/net/http.ts';
import { EnrolmentCode } from '../../../src/contract/wire/administration.ts';
import { ReceptionReport } from '../../../src/contract/wire/reports.ts';
import { type Membership, SessionAnswer, type Space } from '../../../src/contract/wire/session.ts';
import { REPORT_PERIOD } from '../../../src/domain/statistics/published-figures.ts';
import type { PlannedUnit } from '../../../src/server/demo/replay/units.ts';
import { httpPorts } from '../phones/http-ports.ts';

/** People of the demo who work for the province. */
export const ADMINISTRATOR = 'tinh.quantri';
export const VIEWER = 'tinh.xem';

/** A browser at the province's office, signed in as one of the demo's people. */
export class ProvinceOffice {
  readonly #http: HttpPorts;
  readonly #username: string;

  constructor(origin: () => string, username: string) {
    this.#http = httpPorts(origin);
    this.#username = username;
  }

  /** Signs in, as after every start of the server; answers the province's own space. */
  async signIn(): Promise<Space> {
    const { profile } = await this.#ask('POST', '/api/demo/session', SessionAnswer, { username: this.#username });
    const province = profile.spaces.find(({ id }) => id === profile.provinceSpace);
    if (province === undefined) throw new Error('a profile without its province');
    return province;
  }

  /** Adds a historic unit and its clerks. */
  async addUnit(unit: PlannedUnit): Promise<void> {
    if (unit.level !== 'province') await this.#ask('POST', '/api/admin/spaces', undefined, { space: unit.space });
    const memberships: Membership[] = [{ space: unit.space.id, organ: 'party', role: 'commune_office' }];
    for (const { userId: id, username, name } of unit.clerks)
      await this.#ask('POST', '/api/admin/users', undefined, { id, username, name, memberships });
  }

  /** A one-time code for a user's phone. */
  async issueCode(userId: string): Promise<string> {
    return (await this.#ask('POST', `/api/admin/users/${userId}/enrolment-code`, EnrolmentCode, {})).code;
  }

  /** One's own id, as administrators need it for their own phone. */
  async ownId(): Promise<string> {
    return (await this.#ask('GET', '/api/session', SessionAnswer)).profile.user.id;
  }

  /** The province's table of the published period. */
  report(): Promise<ReceptionReport> {
    const { from, to } = REPORT_PERIOD;
    return this.#ask('GET', `/api/reports/receptions?from=${from}&to=${to}`, ReceptionReport);
  }

  async #ask<T>(
    method: 'GET' | 'POST',
    path: string,
    answer: z.ZodMiniType<T> | undefined,
    body?: unknown,
  ): Promise<T> {
    const asked = answer === undefined ? { method, path, body } : { method, path, body, answer };
    const result = await request<T>(this.#http, asked);
    if (result.tag === 'ok') return result.value;
    throw new Error(`${method} ${path}: ${JSON.stringify(result)}`);
  }
}
