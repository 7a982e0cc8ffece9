import { useState } from 'react';
import { type KnownPerson, type PersonPart, personParts } from './person-parts.ts';
import { useVisitForm } from './visit-context.ts';

/** Where the knowledge came from, in the words of the sentences about it. */
export type FillSource = {
  /** `Đã điền theo thẻ` */
  readonly done: string;
  /** `thẻ ghi` */
  readonly says: string;
  /** `Thẻ này của` */
  readonly isOf: string;
  /** `Ghi theo thẻ` */
  readonly take: string;
  /** What else is to be looked at. */
  readonly remarks: readonly string[];
};

/** What was filled into the fields of a person by something else than typing. */
export type Filled = {
  readonly source: FillSource;
  readonly parts: readonly PersonPart[];
  /** Still to be decided by the official. */
  readonly asks: readonly PersonPart[];
  /** What the fields held before, for "Hoàn tác". */
  readonly before: KnownPerson;
};

export type PersonFill = {
  readonly filled: Filled | undefined;
  /** Fills what is empty; where something else is written, it is asked. */
  readonly fill: (known: KnownPerson, source: FillSource) => void;
  readonly decide: (asked: readonly PersonPart[], byKnown: boolean) => void;
  /** Takes all of it back, but for what was typed since. */
  readonly undo: () => void;
};

/** Fills one person of the form from a card or an earlier visit, and can take it back. */
export function usePersonFill(index: number): PersonFill {
  const { form, today, onRefilled } = useVisitForm();
  const [filled, setFilled] = useState<Filled>();
  const at = `people.${index}` as const;

  const put = (values: KnownPerson) => {
    for (const key of keysOf(values)) form.setValue(`${at}.${key}`, values[key] as never, { shouldDirty: true });
    onRefilled();
  };
  const held = (values: KnownPerson): KnownPerson => {
    const present = form.getValues(at);
    return Object.fromEntries(keysOf(values).map((key) => [key, present[key]]));
  };
  return {
    filled,
    fill: (known, source) => {
      const { fills, asks } = personParts(form.getValues(at), known, today);
      const values = merged(fills);
      setFilled({ source, parts: fills, asks, before: held(values) });
      put(values);
    },
    decide: (asked, byKnown) => {
      if (filled === undefined) return;
      const asks = filled.asks.filter((part) => !asked.includes(part));
      if (!byKnown) {
        setFilled(asks.length + filled.parts.length === 0 ? undefined : { ...filled, asks });
        return;
      }
      const values = merged(asked);
      const before = { ...held(values), ...filled.before };
      setFilled({ ...filled, asks, parts: [...filled.parts, ...asked], before });
      put(values);
    },
    undo: () => {
      if (filled === undefined) return;
      const present = form.getValues(at);
      const written = merged(filled.parts);
      const back = keysOf(filled.before).filter((key) => present[key] === written[key]);
      setFilled(undefined);
      put(Object.fromEntries(back.map((key) => [key, filled.before[key]])));
    },
  };
}

function merged(parts: readonly PersonPart[]): KnownPerson {
  return Object.assign({}, ...parts.map(({ values }) => values));
}

function keysOf(values: KnownPerson): readonly (keyof KnownPerson)[] {
  return Object.keys(values) as (keyof KnownPerson)[];
}
