import { err, type Result } from '../../domain/result.ts';
import type { Phone, UncoverProblem } from '../../store/phone.ts';

const PIN = /^\d{6}$/;

/**
 * Asks for the secret of this phone once more: what leaves it in bulk must not be had by whoever finds it open
 * (security.md §2). Six digits are the PIN, where one may be used; all else is the passphrase.
 */
export async function secretHolds(
  { lock, slots }: Pick<Phone, 'lock' | 'slots'>,
  typed: string,
): Promise<Result<void, UncoverProblem | { readonly tag: 'missing' }>> {
  const secret = typed.trim();
  if (secret === '') return err({ tag: 'missing' });
  const hasPin = (await slots())?.pinUntilMs !== undefined;
  return hasPin && PIN.test(secret) ? lock.uncoverWithPin(secret) : lock.uncoverWithPassphrase(secret);
}
