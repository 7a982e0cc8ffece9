import { DutyReport } from '../../contract/wire/duties.ts';
import type { Phone } from '../../store/phone.ts';
import { answerOf, queryText } from './answers.ts';
import type { Ask } from './session-ask.ts';

/** The duty days as the server counts them, for whoever is signed in. */
export function dutyFigures(ask: Ask): Phone['dutyFigures'] {
  return async (query) =>
    answerOf(await ask({ method: 'GET', path: `/api/reports/duties?${queryText(query)}`, answer: DutyReport }));
}
