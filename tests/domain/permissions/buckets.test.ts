import { describe, expect, it } from 'vitest';
import { homeBucket, readableBuckets } from '../../../src/domain/permissions/buckets.ts';
import { idOf, PROVINCE, works } from '../../support/commune.ts';

const A = idOf('Xã A');

describe('the home of a record', () => {
  it('is the base bucket of its organ', () => {
    expect(homeBucket('reception-visit', { organ: 'committee' })).toBe('unit-base:committee');
    expect(homeBucket('reception-session', { organ: 'party' })).toBe('unit-base:party');
  });

  it('is "reference" for units and offices', () => {
    expect(homeBucket('unit', {})).toBe('reference');
    expect(homeBucket('office-holding', {})).toBe('reference');
  });

  it('is one that nobody reads where the organ is not known', () => {
    expect(homeBucket('reception-visit', {})).toBe('unit-base:none');
    expect(homeBucket('petition-of-the-future', { organ: 'x' })).toBe('unit-base:none');
  });
});

describe('the buckets a person reads', () => {
  it('are those of the own organ, and what is assigned', () => {
    const lan = works('Lan', { as: 'commune_office', at: 'Xã A', organ: 'committee' });
    expect(readableBuckets(lan, A, PROVINCE)).toEqual([`assigned:${idOf('Lan')}`, 'unit-base:committee']);
    expect(readableBuckets(lan, idOf('Xã B'), PROVINCE)).toEqual([]);
  });

  it('are those of party, council and committee while they share', () => {
    const lan = { ...works('Lan', { as: 'commune_head', at: 'Xã A', organ: 'party' }), shareBetweenOrgans: true };
    expect(readableBuckets(lan, A, PROVINCE)).toEqual([
      `assigned:${idOf('Lan')}`,
      'unit-base:committee',
      'unit-base:council',
      'unit-base:party',
    ]);
  });

  it('are none of the receptions for MTTQ, shared or not', () => {
    const front = { ...works('Mai', { as: 'front', at: 'Xã A', organ: 'front' }), shareBetweenOrgans: true };
    expect(readableBuckets(front, A, PROVINCE)).toEqual([`assigned:${idOf('Mai')}`]);
  });

  it('are only what is assigned for the person it is assigned to', () => {
    const binh = works('Bình', { as: 'assigned', at: 'Xã A' });
    expect(readableBuckets(binh, A, PROVINCE)).toEqual([`assigned:${idOf('Bình')}`]);
  });

  it.each(['commune_admin', 'province_viewer', 'province_supervisor', 'province_admin'] as const)(
    'hold no record content for %s',
    (as) => {
      const at = as === 'commune_admin' ? 'Xã A' : 'Tỉnh Mẫu';
      expect(readableBuckets(works('X', { as, at }), A, PROVINCE)).toEqual([]);
    },
  );

  it("are the province's reference for everybody who works, also in a commune", () => {
    expect(readableBuckets(works('Lan', { as: 'front', at: 'Xã A' }), PROVINCE, PROVINCE)).toEqual(['reference']);
    expect(readableBuckets(works('Lan', { as: 'front', at: 'Xã A', to: '2020-01-01' }), PROVINCE, PROVINCE)).toEqual(
      [],
    );
  });
});
