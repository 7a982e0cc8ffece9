import { useEffect, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import type { FieldProblem } from './typed.ts';

/** What a save found wrong with the fields. A field that is written again is no longer called wrong. */
export function useFieldProblems<V extends FieldValues>(form: UseFormReturn<V>) {
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ name }) => {
          if (name === undefined) return;
          setProblems((all) =>
            all.some(({ field }) => field === name) ? all.filter(({ field }) => field !== name) : all,
          );
        },
      }),
    [form],
  );
  return {
    problems,
    setProblems,
    errorOf: (field: string) => problems.find((problem) => problem.field === field)?.message,
  };
}
