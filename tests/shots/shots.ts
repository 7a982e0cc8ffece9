import path from 'node:path';
import { Album } from './album.ts';
import { administration, province } from './desks.ts';
import { doors, firstAdministrator } from './door.ts';
import { hall } from './hall.ts';
import { chair, neighbour, office, revoked } from './office.ts';
import { manifest, readme } from './published.ts';
import { Stage } from './stage.ts';

// `npm run build && npm run shots`: every screen at 360×640 and 1280×800, light and dark, and shots/index.html to look at
// them. `-- hall office`: of these stories only; `-- readme manifest`: the pictures that are kept in the repository, after
// the screens changed. It starts a demo server of its own and ends it.

const root = path.resolve(import.meta.dirname, '../..');
const stories = { doors, firstAdministrator, hall, office, chair, neighbour, revoked, province, administration };
const published = { readme, manifest };
const known = { ...stories, ...published };
type Story = keyof typeof known;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in known));
if (unknown.length > 0)
  throw new Error(`there is no ${unknown.join(', ')}; there are ${Object.keys(known).join(', ')}`);

const stage = await Stage.opens();
try {
  const album = new Album(path.join(root, 'shots'), asked.length === 0);
  for (const name of asked.length === 0 ? (Object.keys(stories) as Story[]) : (asked as Story[]))
    await known[name](album, stage);
  for (const fault of album.faults) console.error(`✗ ${fault}`);
  if (album.faults.length > 0) process.exitCode = 1;
} finally {
  await stage.closes();
}
