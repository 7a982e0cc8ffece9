import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { IconClose } from './icons.tsx';
import styles from './snackbar.module.css';

export interface SnackbarMessage {
  readonly text: string;
  /** What it offers: "Hoàn tác". */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Between 5 and 10 seconds; 7 unless told. */
  readonly durationMs?: number;
}

export type ShowSnackbar = (message: SnackbarMessage) => void;

const SHORTEST_MS = 5_000;
const USUAL_MS = 7_000;
const LONGEST_MS = 10_000;

const SnackbarContext = createContext<ShowSnackbar | undefined>(undefined);

export interface SnackbarProviderProps {
  readonly closeLabel: string;
  readonly children: ReactNode;
}

interface Shown {
  readonly message: SnackbarMessage;
  readonly id: number;
  /** Where the focus goes back to when the snackbar leaves with it. */
  readonly focusBefore: Element | null;
}

/** Around the app, or a part of it whose messages go with it. One message at a time: a newer one takes the place of the older. */
export function SnackbarProvider({ closeLabel, children }: SnackbarProviderProps) {
  const [shown, setShown] = useState<Shown>();
  const [held, setHeld] = useState({ byPointer: false, byFocus: false });
  const lastId = useRef(0);
  const barRef = useRef<HTMLDivElement>(null);
  const regionRef = useRef<HTMLDivElement>(null);

  const standing = useRef<Shown>(undefined);
  standing.current = shown;

  const show = useCallback<ShowSnackbar>((message) => {
    // The one whose place it takes may have the focus.
    if (barRef.current?.contains(document.activeElement)) focusAfter(standing.current?.focusBefore ?? null);
    lastId.current += 1;
    setShown({ message, id: lastId.current, focusBefore: document.activeElement });
  }, []);

  const leave = useCallback((leaving: Shown) => {
    if (barRef.current?.contains(document.activeElement)) focusAfter(leaving.focusBefore);
    setShown((now) => (now?.id === leaving.id ? undefined : now));
    setHeld({ byPointer: false, byFocus: false });
  }, []);

  useRoom(regionRef, shown?.id);
  const isHeld = held.byPointer || held.byFocus;
  useEffect(() => {
    if (!shown || isHeld) return;
    const asked = shown.message.durationMs ?? USUAL_MS;
    const timer = setTimeout(() => leave(shown), Math.min(LONGEST_MS, Math.max(SHORTEST_MS, asked)));
    return () => clearTimeout(timer);
  }, [shown, isHeld, leave]);

  return (
    <SnackbarContext value={show}>
      {children}
      <div ref={regionRef} className={styles.region} role="status" aria-live="polite" data-screen-only>
        {shown ? (
          // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while someone is on it
          <div
            key={shown.id}
            ref={barRef}
            className={styles.bar}
            onPointerEnter={() => setHeld((now) => ({ ...now, byPointer: true }))}
            onPointerLeave={() => setHeld((now) => ({ ...now, byPointer: false }))}
            onFocus={() => setHeld((now) => ({ ...now, byFocus: true }))}
            onBlur={() => setHeld((now) => ({ ...now, byFocus: false }))}
          >
            <span className={styles.text}>{shown.message.text}</span>
            {shown.message.action ? (
              <button
                type="button"
                className={styles.action}
                onClick={() => {
                  shown.message.action?.run();
                  leave(shown);
                }}
              >
                {shown.message.action.label}
              </button>
            ) : null}
            <button type="button" className={styles.close} aria-label={closeLabel} onClick={() => leave(shown)}>
              <IconClose size={1.25} />
            </button>
          </div>
        ) : null}
      </div>
    </SnackbarContext>
  );
}

/** Where the focus was; where that is gone, or hidden with its screen, the title: it must not fall out of the page. */
function focusAfter(before: Element | null): void {
  if (before instanceof HTMLElement && before.isConnected) before.focus();
  if (before !== null && document.activeElement === before && before !== document.body) return;
  document.querySelector<HTMLElement>('h1')?.focus();
}

/** Tells the frame how high the snackbar is, so that the content ends above it. */
function useRoom(regionRef: { readonly current: HTMLElement | null }, shown: number | undefined): void {
  useLayoutEffect(() => {
    if (shown === undefined) return;
    const { style } = document.documentElement;
    const measure = () => style.setProperty('--snackbar-height', `${regionRef.current?.offsetHeight ?? 0}px`);
    measure();
    window.addEventListener('resize', measure);
    return () => {
      window.removeEventListener('resize', measure);
      style.removeProperty('--snackbar-height');
    };
  }, [regionRef, shown]);
}

/** `const showSnackbar = useSnackbar(); showSnackbar({ text: 'Đã xóa.', action: { label: 'Hoàn tác', run: restore } });` */
export function useSnackbar(): ShowSnackbar {
  const show = useContext(SnackbarContext);
  if (!show) throw new Error('useSnackbar stands outside of SnackbarProvider');
  return show;
}
