/** What the administrator will recognise this device by. */
export function deviceName(): string {
  const agent = navigator.userAgent;
  if (/iPhone/.test(agent)) return 'iPhone';
  if (/iPad/.test(agent)) return 'iPad';
  if (/Android/.test(agent)) return 'Điện thoại Android';
  return /Windows|Macintosh|Linux/.test(agent) ? 'Máy tính' : 'Máy';
}
