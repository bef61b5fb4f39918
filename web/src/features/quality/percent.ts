/** Tenths of a percent as people read them; of nothing there is no share. */
export const percent = (tenths: number | null | undefined): string => (tenths === null || tenths === undefined ? '—' : `${(tenths / 10).toFixed(1)}%`);
