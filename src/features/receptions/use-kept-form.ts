import { useEffect, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { err, type Result } from '../../domain/result.ts';
import { SHORTCUTS } from '../../domain/text/shortcuts.ts';
import { UNDO, WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { useUndo } from '../../ui/use-undo.ts';
import { type NotStored, problemOf } from './say-refusal.ts';
import { type Autosave, useAutosave } from './use-autosave.ts';

export type KeptFormOptions<V extends FieldValues> = {
  readonly phone: Phone;
  readonly form: UseFormReturn<V>;
  readonly formId: string;
  readonly rid: string;
  /** The draft's body; `left` = the person goes, knowing that it stays. */
  readonly draftOf: (values: V, left: boolean) => unknown;
  readonly recoveredAtMs: number | undefined;
  /** Another question is open: Escape closes that one. */
  readonly asking: boolean;
  readonly onLeave: () => void;
};

/** Nothing was stored, for a reason that is no field's. */
type NotSaved = { readonly tag: 'not-stored'; readonly problem: NotStored };

export type KeptForm = {
  readonly autosave: Autosave;
  readonly recoveredAtMs: number | undefined;
  /** Saves the record with its drafts at rest; when it could not be saved, drafts go on. Never throws. */
  readonly save: <T, E>(work: () => Promise<Result<T, E>>) => Promise<Result<T, E | NotSaved>>;
  /** The question "Lưu nháp · Viết tiếp · Bỏ bản này" is open. */
  readonly leaving: boolean;
  /** The back button, Escape: asks if there is anything to lose. */
  readonly leave: () => Promise<void>;
  readonly stay: () => void;
  readonly keepAndLeave: () => Promise<void>;
  readonly discardAndLeave: () => Promise<void>;
};

/** A form whose words are on this phone half a second after they were typed, and that asks before it is left. */
export function useKeptForm<V extends FieldValues>(options: KeptFormOptions<V>): KeptForm {
  const { phone, form, formId, rid, draftOf, recoveredAtMs, asking, onLeave } = options;
  const [leaving, setLeaving] = useState(false);
  const left = useRef(false);
  const sayUndoable = useUndo(UNDO);
  // Before the autosave's own farewell: whoever goes elsewhere in the app has left the form, the app has not died.
  useEffect(
    () => () => {
      left.current = true;
    },
    [],
  );
  const autosave = useAutosave(form, (values) => phone.records.saveDraft(formId, rid, draftOf(values, left.current)));

  const leave = async () => {
    await autosave.flush();
    if (autosave.isTouched() || recoveredAtMs !== undefined) setLeaving(true);
    else onLeave();
  };
  useShortcut(SHORTCUTS.leave.keys, () => void leave(), !asking && !leaving);
  useShortcut(SHORTCUTS.keepDraft.keys, () => void autosave.flush());

  return {
    autosave,
    recoveredAtMs,
    leaving,
    save: async (work) => {
      try {
        await autosave.flush();
        await autosave.stop();
        const saved = await work();
        if (!saved.ok) autosave.resume();
        return saved;
      } catch (error) {
        autosave.resume();
        return err({ tag: 'not-stored', problem: problemOf(error) });
      }
    },
    leave,
    stay: () => setLeaving(false),
    keepAndLeave: async () => {
      left.current = true;
      const stays = await autosave.rewrite();
      left.current = stays;
      if (!stays) {
        // The line above the form says why; the words are on the screen only.
        setLeaving(false);
        return;
      }
      await autosave.stop();
      onLeave();
    },
    discardAndLeave: async () => {
      await autosave.stop();
      const body = draftOf(structuredClone(form.getValues()), true);
      await phone.records.discardDraft(formId);
      sayUndoable('Đã bỏ bản này.', async () => (await phone.records.saveDraft(formId, rid, body)).ok, WORDS.draftBack);
      onLeave();
    },
  };
}
