/** Duty days are asked for by unit and day, over years; most facts have none. Partial, as all secondary keys (migration 4). */
export const DUTY_DAYS = `
create index fact_duty on fact (space_id, duty_day) where duty_day is not null;
`;
