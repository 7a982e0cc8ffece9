import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KindDefinition, RecordOf } from '../../../src/contract/records/kind.ts';
import { receptionVisit } from '../../../src/contract/records/reception-visit.ts';
import { KINDS } from '../../../src/contract/records/registry.ts';
import { assemble, cellsOf } from '../../../src/domain/records/assemble.ts';
import { idOf } from '../../support/commune.ts';

const DAO = idOf('Nông Thị Đào');
const PAO = idOf('Hoàng Văn Páo');

describe('a record of cells', () => {
  it('has its groups as properties and its people by id', () => {
    const visit = assemble(receptionVisit, {
      matter: 'complaint',
      content: null,
      [`people/${DAO}/name`]: 'Nông Thị Đào',
      [`people/${DAO}/birth`]: { year: 1957 },
    });
    expect(visit).toEqual({
      matter: 'complaint',
      content: null,
      people: { [DAO]: { name: 'Nông Thị Đào', birth: { year: 1957 } } },
      notTwins: {},
      receivers: {},
    });
  });

  it('does not show who was removed, but who came back', () => {
    const cells = { [`people/${DAO}/name`]: 'Đào', [`people/${PAO}/name`]: 'Páo' };
    const removed = { [`people/${DAO}/removed`]: true, [`people/${PAO}/removed`]: false };
    expect(Object.keys(assemble(receptionVisit, { ...cells, ...removed }).people)).toEqual([PAO]);
  });

  it('leaves out what this program does not know', () => {
    const visit = assemble(receptionVisit, {
      futureGroup: 1,
      '@deleted': { reason: 'x' },
      [`people/${DAO}/futureField`]: 1,
      [`animals/${DAO}/name`]: 'Mực',
      toString: 'x',
      [`people/${DAO}/toString`]: 'x',
    });
    expect(visit).toEqual({ people: {}, notTwins: {}, receivers: {} });
  });

  it.each(Object.keys(KINDS))('of kind %s comes back from its own cells', (kind) => {
    const definition = KINDS[kind] as KindDefinition;
    fc.assert(
      fc.property(recordsOf(definition), (record) => {
        expect(assemble(definition, cellsOf(definition, record))).toEqual(record);
      }),
    );
  });
});

/** Records of a kind with any values: their shape matters here, not what stands in a group. */
function recordsOf<D extends KindDefinition>(definition: D): fc.Arbitrary<RecordOf<D>> {
  const groupsOf = (groups: object) =>
    fc.dictionary(fc.constantFrom(...Object.keys(groups)), fc.jsonValue({ maxDepth: 2 }), { noNullPrototype: true });
  const maps = Object.entries(definition.maps).map(([map, groups]) => {
    const elements = groupsOf(groups).filter((element) => Object.keys(element).length > 0);
    return fc.dictionary(fc.uuid(), elements, { maxKeys: 3, noNullPrototype: true }).map((of) => ({ [map]: of }));
  });
  return fc
    .tuple(groupsOf(definition.groups), ...maps)
    .map((parts) => Object.assign({}, ...parts) as unknown as RecordOf<D>);
}
