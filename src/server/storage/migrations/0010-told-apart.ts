/** By which decisions visits were told from others of one name (facts version 4 fills it). */
export const TOLD_APART = `
alter table fact add column apart text;
`;
