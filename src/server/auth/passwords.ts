import { hash, verify } from '@node-rs/argon2';

// OWASP's floor (argon2id is the library's default): 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What an unknown name is checked against, so that it takes as long as a known one. */
let nobody: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), COST);
}

/** Whether a password is right; the same work whether or not there is such a user. */
export async function checkPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const right = await verify(passwordHash ?? (await nobody), password.normalize('NFC'));
  return right && typeof passwordHash === 'string';
}
