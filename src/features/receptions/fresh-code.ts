import { makeLocalCode } from '../../domain/text/local-code.ts';
import type { Phone } from '../../store/phone.ts';

/** A code for a denunciation that no record on this phone bears. */
export function freshLocalCode(phone: Pick<Phone, 'summary' | 'randomBytes'>): string {
  const rows = phone.summary.getSnapshot().newestFirst;
  // Of a denunciation lists know nothing but its code.
  const known = new Set(rows.filter(({ matter }) => matter === 'denunciation').map(({ title }) => title));
  return makeLocalCode('TC', phone.randomBytes, (code) => known.has(code));
}
