import { dutyRule } from '../../../contract/records/duty-rule.ts';
import type { PlainDate } from '../../../contract/scalars.ts';
import { unitName } from '../../../domain/receptions/labels.ts';
import { cellsOf } from '../../../domain/records/assemble.ts';
import { uncapitalised } from '../../../domain/text/format.ts';
import { DEMO_COMMUNES, type DemoCommune, demoId } from '../communes.ts';
import type { FeedItem } from '../feed.ts';
import { type DemoRule, rulesOf } from './duty-days.ts';
import { momentMs, officialOf } from './events.ts';

/** The duty calendars that the history follows, as the administrator enters them on its first day. */
export function ruleItems(since: PlainDate): readonly FeedItem[] {
  return DEMO_COMMUNES.flatMap((commune) => rulesOf(commune.place, since).map((rule) => itemOf(commune, rule, since)));
}

function itemOf(commune: DemoCommune, { name, capacity, ...pattern }: DemoRule, since: PlainDate): FeedItem {
  const { space } = commune;
  const { id: officialId, name: of } = officialOf(commune, capacity);
  const patch = cellsOf(dutyRule, {
    ...pattern,
    unit: { id: space.id },
    chair: { officialId, name: of, capacity },
    hours: { part: 'morning', from: '07:30', to: '11:30' },
    place: `Địa điểm tiếp công dân ${uncapitalised(unitName(space))}`,
  });
  const rid = demoId(`${space.id} rule ${name}`);
  return { atMs: momentMs(since, '08:00'), rid, kind: dutyRule.kind, op: 'create', patch };
}
