/** Made-up duty days and possible twins (facts version 3 fills them). */
export const DUTIES_TWINS = `
alter table fact add column made_up boolean;
alter table fact add column twin text;
`;
