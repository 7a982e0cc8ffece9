import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

/**
 * Runs a short script in a process of its own, with `PGlite` at hand. PGlite takes 800 MB to make a cluster and 100 MB to
 * look at a copy; the process takes them along when it ends. As text, not as a file: it must run from the bundle, from
 * source and from tests alike.
 */
export async function runWithPGlite(
  script: string,
  { env = {}, input }: { readonly env?: { readonly [name: string]: string }; readonly input?: Uint8Array } = {},
): Promise<string> {
  const module = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const text = `
    const { PGlite } = require(process.env.GAN_DAN_PGLITE);
    const main = async () => { ${script} };
    main().then(
      (said) => process.stdout.write(String(said ?? ''), () => process.exit(0)),
      (error) => process.stderr.write(String(error), () => process.exit(1)),
    );`;
  const child = spawn(process.execPath, ['-e', text], {
    env: { PATH: process.env.PATH ?? '', ...env, GAN_DAN_PGLITE: module },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  const faults: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => faults.push(chunk));
  // A child that dies early closes the pipe; its exit code tells.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0)
    throw new Error(`PGlite in a process of its own failed: ${Buffer.concat(faults).toString().slice(0, 500)}`);
  return Buffer.concat(said).toString();
}

/** Makes a new database cluster in a folder. */
export async function makeCluster(folder: string): Promise<void> {
  await runWithPGlite('await (await PGlite.create({ dataDir: process.env.FOLDER })).close();', {
    env: { FOLDER: folder },
  });
}

/** Opens a copy in memory and answers the sum of all heads in it: proof that it can be opened and is not empty. */
export async function headsInArchive(archive: Uint8Array): Promise<number> {
  const said = await runWithPGlite(
    `const chunks = [];
     for await (const chunk of process.stdin) chunks.push(chunk);
     const db = await PGlite.create({ loadDataDir: new Blob(chunks) });
     const found = await db.query('select coalesce(sum(head_seq), 0)::text as heads from space_clock');
     await db.close();
     return found.rows[0].heads;`,
    { input: archive },
  );
  return Number(said);
}

/** Unpacks a copy into a new folder. */
export async function unpackArchive(archive: Uint8Array, folder: string): Promise<void> {
  await runWithPGlite(
    `const chunks = [];
     for await (const chunk of process.stdin) chunks.push(chunk);
     await (await PGlite.create({ dataDir: process.env.FOLDER, loadDataDir: new Blob(chunks) })).close();`,
    { env: { FOLDER: folder }, input: archive },
  );
}
