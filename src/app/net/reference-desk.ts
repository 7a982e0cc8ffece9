import { problemName } from '../../contract/problems.ts';
import { KINDS } from '../../contract/records/registry.ts';
import {
  ChangedMeanwhile,
  ReferenceAnswer,
  ReferenceChangeAnswer,
  type ReferenceRecord,
} from '../../contract/wire/reference.ts';
import type { ProblemBody } from '../../contract/wire/sync.ts';
import { canonical } from '../../domain/merge/cells.ts';
import { upConvert } from '../../domain/records/up-convert.ts';
import {
  type DeskRefusal,
  type OpenedReference,
  type ReferenceChange,
  type ReferenceDesk,
  versionOf,
} from '../../domain/reference/desk.ts';
import { err, ok } from '../../domain/result.ts';
import type { NetResult } from '../../sync/ports.ts';
import { noAnswerOf, WORDS_UNREACHABLE } from './answers.ts';
import type { Ask } from './session-ask.ts';

const PATH = '/api/reference';

/** Reference records over the network. A change whose answer never came keeps its number until one does. */
export function referenceDesk(ask: Ask, newId: () => string): ReferenceDesk {
  const midsByChange = new Map<string, string>();
  return {
    newId,
    read: async (unit) => {
      const path = unit === undefined ? PATH : `${PATH}?${new URLSearchParams({ unit })}`;
      const answer = await ask({ method: 'GET', path, answer: ReferenceAnswer });
      if (answer.tag !== 'ok') return err(refusalOf(answer));
      const { epoch, records } = answer.value;
      return ok(records.map((record) => openedOf(record, epoch)));
    },
    save: async (change) => {
      const body = bodyOf(change);
      const key = canonical(body);
      const mid = midsByChange.get(key) ?? newId();
      midsByChange.set(key, mid);
      const answer = await ask({ method: 'POST', path: PATH, body: { ...body, mid }, answer: ReferenceChangeAnswer });
      if (answer.tag !== 'unreachable') midsByChange.delete(key);
      if (answer.tag !== 'ok') return err(refusalOf(answer));
      return ok(openedOf(answer.value.record, answer.value.epoch));
    },
  };
}

function bodyOf({ rid, kind, op, patch, on }: ReferenceChange) {
  return { rid, kind, op, patch, schemaVer: versionOf(kind), epoch: on?.epoch ?? 'new', rev: on?.rev ?? 0 };
}

function openedOf({ rid, kind, rev, schemaVer, cells }: ReferenceRecord, epoch: string): OpenedReference {
  const definition = KINDS[kind];
  return { rid, kind, rev, epoch, cells: definition === undefined ? cells : upConvert(definition, cells, schemaVer) };
}

function refusalOf(result: Exclude<NetResult<unknown>, { readonly tag: 'ok' }>): DeskRefusal {
  if (result.tag === 'unreachable') return { tag: 'unreachable', words: WORDS_UNREACHABLE };
  return { ...noAnswerOf(result.problem), ...presentOf(result.problem) };
}

function presentOf(problem: ProblemBody): { readonly present?: OpenedReference } {
  const changed = problemName(problem.code) === 'changedMeanwhile' ? ChangedMeanwhile.safeParse(problem) : undefined;
  return changed?.success ? { present: openedOf(changed.data.present, changed.data.epoch) } : {};
}
