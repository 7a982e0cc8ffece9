const HOUR_MINUTE = /^(\d{1,2})\s*[:hg.]?\s*(\d{2})?$/i;

/** The time of day someone typed (`8`, `8h`, `8h30`, `08:30`, `8.30`, `0830`) as `HH:mm`; undefined where it is none. */
export function parseTime(typed: string): string | undefined {
  const match = HOUR_MINUTE.exec(typed.trim());
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2] ?? '0')];
  if (!match || hour >= 24 || minute >= 60) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
