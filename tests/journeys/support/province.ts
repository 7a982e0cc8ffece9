import { expect } from '@playwright/test';
import type { DeviceList, EnrolmentCode, QuarantineList } from '../../../src/contract/wire/administration.ts';
import type { Figures, ReceptionReport } from '../../../src/contract/wire/reports.ts';
import type { ServerProcess } from './server-process.ts';

/** Whole years around every test's day. */
const PERIOD = { from: '2000-01-01', to: '2099-12-31' };

/** Somebody who asks the server over HTTP, without a browser: the province, an administrator. */
export class Office {
  readonly #server: ServerProcess;
  readonly #username: string;
  #cookie: string | undefined;

  constructor(server: ServerProcess, username: string) {
    this.#server = server;
    this.#username = username;
  }

  async report(): Promise<ReceptionReport> {
    return this.ask('GET', `/api/reports/receptions?${new URLSearchParams(PERIOD)}`);
  }

  /** The province's figures of everything there is. */
  async figures(): Promise<Figures> {
    return (await this.report()).sum.total;
  }

  async devices(): Promise<DeviceList['devices']> {
    return (await this.ask<DeviceList>('GET', '/api/admin/devices')).devices;
  }

  async waiting(): Promise<QuarantineList['items']> {
    return (await this.ask<QuarantineList>('GET', '/api/admin/quarantine')).items;
  }

  async revokes(deviceId: string, wipe = false): Promise<void> {
    await this.ask('POST', `/api/admin/devices/${deviceId}/revoke`, { wipe });
  }

  async ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    this.#cookie ??= await this.#signIn();
    let response = await this.#send(method, path, body);
    if (response.status === 401) {
      this.#cookie = await this.#signIn();
      response = await this.#send(method, path, body);
    }
    expect(response.status, `${method} ${path}`).toBe(200);
    return (await response.json()) as T;
  }

  async #signIn(): Promise<string> {
    this.#cookie = undefined;
    const answer = await this.#send('POST', '/api/demo/session', { username: this.#username });
    expect(answer.status).toBe(200);
    return String(answer.headers.get('set-cookie')).split(';', 1)[0] ?? '';
  }

  #send(method: 'GET' | 'POST', path: string, body: unknown): Promise<Response> {
    return fetch(`${this.#server.origin}${path}`, {
      method,
      headers: {
        ...(this.#cookie === undefined ? {} : { cookie: this.#cookie }),
        ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    });
  }
}

/** A one-time code, as the administrator would hand it over. */
export function demoCode(server: ServerProcess, username: string): Promise<EnrolmentCode> {
  return new Office(server, 'tinh.quantri').ask('POST', '/api/demo/enrol-code', { username });
}
