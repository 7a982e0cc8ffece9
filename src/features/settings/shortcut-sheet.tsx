import { keyCaps, SHORTCUT_GROUPS } from '../../domain/text/shortcuts.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './settings.module.css';

export type ShortcutSheetProps = {
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
  readonly onClose: () => void;
};

/** Bảng phím tắt: every key that does something, and the switch that turns them off. */
export function ShortcutSheet({ isOn, onSwitch, onClose }: ShortcutSheetProps) {
  return (
    <Dialog title="Phím tắt" closeLabel={WORDS.close} closesOnVeil onClose={onClose}>
      {SHORTCUT_GROUPS.map(({ title, shortcuts }) => (
        <section key={title} className={styles.keys}>
          <h3>{title}</h3>
          <dl>
            {shortcuts.map((shortcut) => (
              <div key={shortcut.keys} className={styles.key}>
                <dt>
                  {keyCaps(shortcut).map((cap) => (
                    <kbd key={cap}>{cap}</kbd>
                  ))}
                </dt>
                <dd>{shortcut.does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <CheckboxField
        label="Dùng phím tắt"
        hint="Tắt nếu phím tắt vướng với bộ gõ hoặc phần mềm khác. Esc vẫn dùng được."
        defaultChecked={isOn}
        onChange={(event) => onSwitch(event.target.checked)}
      />
    </Dialog>
  );
}
