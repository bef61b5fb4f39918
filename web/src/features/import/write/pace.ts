/** How many rows were written when. */
export interface Sample {
  at: number;
  written: number;
}

/** Samples older than this say nothing about the pace now. */
const WINDOW_MS = 15_000;

export const sampled = (before: readonly Sample[], next: Sample): Sample[] => {
  const last = before.at(-1);
  if (last && (last.at === next.at || last.written === next.written)) return [...before];
  return [...before.filter((one) => next.at - one.at <= WINDOW_MS), next];
};

/** Rows a second and seconds left; null while there is too little to go by. */
export function pace(samples: readonly Sample[], total: number): { rate: number; left: number } | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.at - first.at < 500 || last.written <= first.written) return null;
  const rate = (last.written - first.written) / ((last.at - first.at) / 1000);
  return { rate, left: Math.max(0, total - last.written) / rate };
}
