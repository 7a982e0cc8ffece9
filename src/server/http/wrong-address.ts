import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** Whether a person sees the answer: a page that was opened, not something that a page asked for. */
export function isPageRequest({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && (headers.accept ?? '').includes('text/html');
}

const STYLE =
  'body{max-width:40rem;margin:2rem auto;padding:0 1rem;color:#0b1220;font:1.0625rem/1.6 system-ui,Roboto,"Segoe UI",sans-serif}h1{font-size:1.5rem}li{margin:.75rem 0}';

/** The policy under which the page below is shown: its own style, by its hash, and nothing else. */
export const WRONG_ADDRESS_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * For whoever opened this server under a name or number that is not its own: why nothing is shown, and which address is
 * right. It quotes nothing of the request.
 */
export function wrongAddressPage(publicOrigin: string | undefined): string {
  const right =
    publicOrigin === undefined
      ? `<li>Ngay trên máy đang chạy máy chủ: mở địa chỉ <strong>http://localhost</strong> kèm số cổng, ví dụ <strong>http://localhost:8080</strong>.</li>
<li>Điện thoại Android nối cáp với máy đó (đã bật gỡ lỗi USB): trên máy chạy <code>adb reverse tcp:8080 tcp:8080</code>, rồi trên điện thoại mở http://localhost:8080.</li>
<li>Dùng thật trên nhiều máy: quản trị viên phải mở máy chủ bằng https (xem tài liệu vận hành).</li>`
      : `<li>Mở <a href="${publicOrigin}/">${publicOrigin}/</a></li>`;
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gần Dân – địa chỉ chưa đúng</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Địa chỉ này chưa đúng</h1>
<p>Gần Dân chỉ mở ở địa chỉ của nó, vì trình duyệt chỉ cho mã hóa và giữ dữ liệu ở địa chỉ an toàn. Không có gì bị mất.</p>
<p>Hãy mở đúng cách:</p>
<ul>
${right}
</ul>
</body>
</html>
`;
}
