import { draftAddress } from '../../domain/text/addresses.ts';
import type { Phone } from '../../store/phone.ts';

/** The earlier visit that a new one begins like, and what of it is kept: its people, or what they came for. */
export type VisitLike = { readonly rid: string; readonly kept: 'people' | 'matter' };

/** By the form's id, as long as the phone is open. */
const byPhone = new WeakMap<Phone, Map<string, VisitLike>>();

/**
 * Begins a visit like an earlier one; answers its form's address. Which one stands in no address: when the earlier visit
 * turns out a denunciation, the browser's history must not say that a visit with a name on it is of the same person
 * (Luật Tố cáo Điều 8).
 */
export function beginVisitLike(phone: Phone, like: VisitLike): string {
  const formId = phone.newId();
  const likes = byPhone.get(phone) ?? new Map<string, VisitLike>();
  byPhone.set(phone, likes.set(formId, like));
  return draftAddress({ of: 'visit', formId, rid: formId, isNew: true });
}

/** What the new visit of this form begins like. */
export function visitLikeOf(phone: Phone, formId: string): VisitLike | undefined {
  return byPhone.get(phone)?.get(formId);
}
