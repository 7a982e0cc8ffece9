import type { IdentityCard } from '../../src/domain/text/identity-card.ts';

/** The text of a card's QR code, as a card of 2021 prints it. */
export function cardText({ number, oldNumber = '', name, birth, sex, address, issuedOn }: IdentityCard): string {
  const born = birth.date === undefined ? `0000${birth.year}` : printed(birth.date);
  const sexes = { male: 'Nam', female: 'Nữ' } as const;
  const fields = [number, oldNumber, name, born, sex === undefined ? '' : sexes[sex], address];
  return [...fields, issuedOn === undefined ? '' : printed(issuedOn)].join('|');
}

/** `2021-05-12` as `12052021`. */
function printed(date: string): string {
  return date.split('-').reverse().join('');
}
