import { officeHolding } from '../../../src/contract/records/office-holding.ts';
import { unit as unitKind } from '../../../src/contract/records/unit.ts';
import { Chance } from '../../../src/server/demo/invented/chance.ts';
import type { Plan } from '../../../src/server/demo/replay/plan.ts';
import { holdings, unitCells } from '../../../src/server/demo/replay/reference.ts';
import type { ProvinceOffice } from '../server/province-office.ts';
import { ADMINISTRATOR } from '../server/province-office.ts';
import { httpPorts } from './http-ports.ts';
import { SimPhone } from './sim-phone.ts';
import type { LineCount } from './unreliable-net.ts';

/** Nobody enters the units of a province from a mountain. */
const GOOD_LINE = { lostRequest: 0, lostReply: 0, doubled: 0 } as const;

/** The historic units and who led them, as the province's administrator enters them: dated, pulled by every phone. */
export async function recordReference(
  plan: Plan,
  office: ProvinceOffice,
  origin: () => string,
  count: LineCount,
): Promise<void> {
  const province = plan.units[0]?.space.id ?? '';
  const phone = await SimPhone.enrol({
    http: httpPorts(origin),
    space: province,
    organ: 'party',
    username: ADMINISTRATOR,
    code: await office.issueCode(await office.ownId()),
    chance: new Chance(1),
    line: GOOD_LINE,
    count,
  });
  for (const unit of plan.units) {
    if (unit.level !== 'province')
      await phone.save(unit.space.id, unitKind.kind, { op: 'create', patch: unitCells(unit) });
    for (const holding of holdings(unit))
      await phone.save(holding.rid, officeHolding.kind, { op: 'create', patch: holding.cells });
  }
  const outcome = await phone.cycle();
  const refused = await phone.refused();
  if (outcome.tag !== 'done' || refused.length > 0)
    throw new Error(`reference records were not taken: ${JSON.stringify([outcome, refused])}`);
}
