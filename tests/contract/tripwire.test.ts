import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PROBLEMS } from '../../src/contract/problems.ts';
import type { Cells, KindDefinition } from '../../src/contract/records/kind.ts';
import { KINDS } from '../../src/contract/records/registry.ts';
import * as drillDown from '../../src/contract/wire/drill-down.ts';
import * as duties from '../../src/contract/wire/duties.ts';
import * as reference from '../../src/contract/wire/reference.ts';
import * as reports from '../../src/contract/wire/reports.ts';
import * as session from '../../src/contract/wire/session.ts';
import * as sync from '../../src/contract/wire/sync.ts';
import { canonical } from '../../src/domain/merge/cells.ts';
import { borderProblem } from '../../src/domain/records/form-cells.ts';
import { upConvert } from '../../src/domain/records/up-convert.ts';

/*
 * Phones in the mountains speak an older version for months. Whoever changes a message or a record must notice:
 * - this test fails on every change of a schema. Is the change one that old phones and old records survive (a new
 *   optional field, a new kind)? Then `UPDATE_TRIPWIRE=1 npx vitest run tests/contract/tripwire.test.ts`, and commit
 *   `tripwire.json` with the reason. Else raise the version of the kind (with an up-converter) or of the protocol,
 *   and add samples of it.
 * - a schema's hash does not see what code checks (`.refine`), so the stored samples of every version must still parse.
 *   Samples are never edited; a new version gets a folder of its own.
 */
const HERE = join(process.cwd(), 'tests/contract');
const SNAPSHOT = join(HERE, 'tripwire.json');

const MESSAGES: { readonly [name: string]: z.core.$ZodType } = Object.fromEntries(
  Object.entries<unknown>({ ...drillDown, ...duties, ...reference, ...reports, ...session, ...sync }).flatMap(
    ([name, value]) => (isSchema(value) ? [[name, value]] : []),
  ),
);

function isSchema(value: unknown): value is z.core.$ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value;
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex').slice(0, 16);
}

function schemaOf(schema: z.core.$ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

function shapeOf(definition: KindDefinition): unknown {
  const schemas = (groups: KindDefinition['groups']) =>
    Object.fromEntries(Object.entries(groups).map(([group, schema]) => [group, schemaOf(schema)]));
  const { version, required, firstWins, redactions } = definition;
  const maps = Object.fromEntries(Object.entries(definition.maps).map(([map, groups]) => [map, schemas(groups)]));
  return { version, required, firstWins, redactions, groups: schemas(definition.groups), maps };
}

function present(): { [name: string]: string } {
  const messages = Object.entries(MESSAGES).map(([name, schema]) => [`wire/${name}`, hashOf(schemaOf(schema))]);
  const records = Object.values(KINDS).map((kind) => [`record/${kind.kind} v${kind.version}`, hashOf(shapeOf(kind))]);
  const problems = Object.entries(PROBLEMS).map(([name, { code, status }]) => [`problem/${name}`, `${code} ${status}`]);
  const all = [...messages, ...records, ...problems, ['protocol', `${sync.PROTO.min}–${sync.PROTO.max}`]];
  return Object.fromEntries(all.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));
}

describe('the tripwire', () => {
  it('nobody changes the wire or a record by accident', () => {
    if (process.env.UPDATE_TRIPWIRE) writeFileSync(SNAPSHOT, `${JSON.stringify(present(), null, 2)}\n`);
    expect(present()).toEqual(JSON.parse(readFileSync(SNAPSHOT, 'utf8')));
  });

  it('sees a change inside a message and inside a group', () => {
    const before = hashOf(schemaOf(z.object({ a: z.object({ b: z.string().max(300) }) })));
    expect(hashOf(schemaOf(z.object({ a: z.object({ b: z.string().max(301) }) })))).not.toBe(before);
    expect(hashOf(schemaOf(z.object({ a: z.object({ b: z.string().max(300).optional() }) })))).not.toBe(before);
  });

  it('two problems never share a number', () => {
    const codes = Object.values(PROBLEMS).map((problem) => problem.code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

type Sample = { readonly file: string; readonly name: string; readonly version: number; readonly value: unknown };

function samplesIn(folder: string): Sample[] {
  const versions = readdirSync(join(HERE, 'samples'));
  return versions.flatMap((version) =>
    readdirSync(join(HERE, 'samples', version, folder))
      .filter((file) => file.endsWith('.json'))
      .map((file) => ({
        file: `${version}/${file}`,
        name: file.replace(/(\.[a-z0-9-]+)?\.json$/, ''),
        version: Number(version.slice(1)),
        value: JSON.parse(readFileSync(join(HERE, 'samples', version, folder, file), 'utf8')),
      })),
  );
}

/** `push-request.json` and `push-request.first.json` are samples of `PushRequest`. */
function messageName(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());
}

describe('samples of every version still parse', () => {
  const messages = samplesIn('.');
  it.each(messages)('$file', ({ name, value }) => {
    const schema = MESSAGES[messageName(name)];
    if (schema === undefined) throw new Error(`no message is called ${messageName(name)}`);
    const parsed = z.safeParse(schema, value);
    expect(parsed.error?.issues ?? []).toEqual([]);
    // Nothing of an old message may be lost on the way in.
    expect(parsed.data).toEqual(value);
  });

  it('there is one of every message that crosses the wire as a whole', () => {
    const whole = Object.keys(MESSAGES).filter((name) =>
      /(Request|Answer|Query|Notice|Report|ProblemBody)$/.test(name),
    );
    const sampled = new Set(messages.map(({ name }) => messageName(name)));
    expect(whole.filter((name) => !sampled.has(name))).toEqual([]);
  });

  const records = samplesIn('records');
  it.each(records)('records/$file', ({ name, version, value }) => {
    const definition = KINDS[name];
    if (definition === undefined) throw new Error(`no record is called ${name}`);
    const cells = upConvert(definition, value as Cells, version);
    const op = '@redacted' in cells ? 'redact' : 'create';
    expect(borderProblem(definition, op, cells)).toBeUndefined();
  });

  it('there is one of every group of every kind', () => {
    for (const { kind, groups, maps } of Object.values(KINDS)) {
      const cells = Object.assign({}, ...records.filter(({ name }) => name === kind).map(({ value }) => value));
      const written = Object.keys(cells).map((key) => key.replace(/\/.*\//, '/'));
      const known = [
        ...Object.keys(groups),
        ...Object.entries(maps).flatMap(([map, of]) => Object.keys(of).map((group) => `${map}/${group}`)),
      ];
      expect(
        known.filter((group) => !written.includes(group)),
        kind,
      ).toEqual([]);
    }
  });
});
