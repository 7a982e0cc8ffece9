/** How many earlier visits were stated, not only whether: some of them are known (facts version 2 fills it). */
export const EARLIER_TIMES = `
alter table fact add column earlier_times integer;
alter table fact drop column earlier_on_paper;
`;
