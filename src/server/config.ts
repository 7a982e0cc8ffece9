import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { err, ok, type Result } from '../domain/result.ts';

/** `demo`: invented units, nobody's data. `serve`: real. Neither opens the other's folder. */
export type Mode = 'demo' | 'serve';

export type Config = {
  readonly mode: Mode;
  readonly port: number;
  readonly host: string;
  /** Folder of the embedded database and its lock; with PostgreSQL, of nothing but snapshots of settings. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly publicOrigin: string | undefined;
  /** How many proxies stand before this server, or their addresses; false: none. */
  readonly trustProxy: false | number | string;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly snapshots: {
    readonly folder: string;
    readonly key: string | undefined;
    readonly everyMinutes: number;
    readonly keep: number;
  };
  readonly provinceName: string;
  /** Of the demo: whether its invented history is filled in. */
  readonly demoData: boolean;
};

type Environment = { readonly [name: string]: string | undefined };

/** `none`: a demo without history, for tests and for whoever wants to begin with empty tables. */
const DEMO_DATA: readonly string[] = ['full', 'none'];

const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '::1'];

/** The configuration of the environment, or one sentence for each thing that is wrong with it. */
export function readConfig(mode: Mode, env: Environment): Result<Config, readonly string[]> {
  const faults: string[] = [];
  const check = <T>(value: T | undefined, fault: string, fallback: T): T => {
    if (value === undefined) faults.push(fault);
    return value ?? fallback;
  };
  const port = check(intOf(env.PORT, 8080, 0, 65_535), `PORT phải là số từ 0 đến 65535 (đang là “${env.PORT}”).`, 8080);
  const host = env.HOST || '127.0.0.1';
  const tls = tlsOf(env, faults);
  const publicOrigin = originOf(env, faults);
  // Whoever has begun with either is told what is wrong with it, not once more that one of them is needed.
  const tried = Boolean(env.TLS_CERT || env.TLS_KEY || env.PUBLIC_ORIGIN);
  if (!LOOPBACK.includes(host) && !tried)
    faults.push(
      `HOST=${host} mở máy chủ ra mạng: cần TLS_CERT và TLS_KEY, hoặc PUBLIC_ORIGIN=https://… (và TRUST_PROXY) khi đứng sau máy chủ ủy quyền.`,
    );
  const trustProxy = proxyOf(env, { behindProxy: Boolean(env.PUBLIC_ORIGIN) && tls === undefined }, faults);
  const databaseUrl = env.DATABASE_URL || undefined;
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl))
    faults.push('DATABASE_URL phải bắt đầu bằng postgres:// hoặc postgresql://.');
  const dataDir = path.resolve(env.DATA_DIR || path.join('.gan-dan', mode === 'demo' ? 'demo' : 'du-lieu'));
  const snapshots = {
    folder: path.resolve(env.SNAPSHOT_DIR || `${dataDir}-sao-luu`),
    key: env.SNAPSHOT_KEY || undefined,
    everyMinutes: check(
      intOf(env.SNAPSHOT_EVERY_MINUTES, 360, 0, 100_000),
      'SNAPSHOT_EVERY_MINUTES phải là số phút (0 = không tự sao lưu).',
      360,
    ),
    keep: check(
      intOf(env.SNAPSHOT_KEEP, 14, 1, 10_000),
      'SNAPSHOT_KEEP phải là số bản sao lưu được giữ, ít nhất 1.',
      14,
    ),
  };
  if (env.DEMO_DATA && !DEMO_DATA.includes(env.DEMO_DATA))
    faults.push(`DEMO_DATA phải là ${DEMO_DATA.join(' hoặc ')} (đang là “${env.DEMO_DATA}”).`);
  if (snapshots.key !== undefined && snapshots.key.length < 16)
    faults.push('SNAPSHOT_KEY quá ngắn: cần ít nhất 16 ký tự.');
  const config: Config = {
    mode,
    port,
    host,
    dataDir,
    databaseUrl,
    publicOrigin,
    trustProxy,
    tls,
    snapshots,
    provinceName: env.PROVINCE_NAME || 'Tỉnh (chưa đặt tên)',
    demoData: env.DEMO_DATA !== 'none',
  };
  return faults.length === 0 ? ok(config) : err(faults);
}

function intOf(text: string | undefined, fallback: number, min: number, max: number): number | undefined {
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  return Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}

function tlsOf(env: Environment, faults: string[]): Config['tls'] {
  const { TLS_CERT: cert, TLS_KEY: key } = env;
  if (!cert && !key) return undefined;
  if (!cert || !key) {
    faults.push('TLS_CERT và TLS_KEY phải được đặt cùng nhau.');
    return undefined;
  }
  for (const file of [cert, key]) if (!existsSync(file)) faults.push(`Không tìm thấy tệp ${file} của TLS.`);
  return { cert, key };
}

function originOf(env: Environment, faults: string[]): string | undefined {
  const text = env.PUBLIC_ORIGIN;
  if (!text) return undefined;
  const origin = URL.canParse(text) ? new URL(text).origin : undefined;
  if (origin === undefined || !origin.startsWith('https://') || origin !== text.replace(/\/$/, '')) {
    faults.push('PUBLIC_ORIGIN phải có dạng https://ten-may-chu (không có đường dẫn phía sau).');
    return undefined;
  }
  return origin;
}

/** What addresses forwarded by a proxy may be believed: limits of wrong tries are counted by them. */
function proxyOf(
  { TRUST_PROXY, PUBLIC_ORIGIN: origin }: Environment,
  { behindProxy }: { readonly behindProxy: boolean },
  faults: string[],
): Config['trustProxy'] {
  const text = TRUST_PROXY === '0' || TRUST_PROXY === 'false' ? '' : (TRUST_PROXY ?? '');
  if (text === '' && !behindProxy) return false;
  if (!origin) {
    faults.push('TRUST_PROXY chỉ dùng cùng PUBLIC_ORIGIN, khi đứng sau máy chủ ủy quyền.');
    return false;
  }
  const entries = text.split(',').map((entry) => entry.trim());
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  if (entries.every(isProxyAddress)) return entries.join(',');
  faults.push(
    'PUBLIC_ORIGIN cần TRUST_PROXY: địa chỉ của máy chủ ủy quyền (ví dụ 127.0.0.1 hoặc 10.0.0.0/8) hoặc số lớp ủy quyền (ví dụ 1); không nhận “true”.',
  );
  return false;
}

function isProxyAddress(entry: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(entry)) return true;
  const [address = '', bits, ...rest] = entry.split('/');
  const family = isIP(address);
  const longest = family === 4 ? 32 : 128;
  return family !== 0 && rest.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= longest));
}
