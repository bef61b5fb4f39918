// Times are typed and read on the company's clock, wherever the person's device believes to be.

const parts = (at: Date, timeZone: string): Record<string, string> =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );

/** An instant on the company's clock: "2026-11-22T16:30". */
export function clockText(instant: string, timeZone: string): string {
  const { year, month, day, hour, minute } = parts(new Date(instant), timeZone);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** The instant at which the company's clock shows this. */
export function instantOf(clock: string, timeZone: string): string {
  const wanted = Date.parse(`${clock}:00Z`);
  let at = wanted;
  // Twice, because the first guess may lie on the other side of a change of the clock.
  for (let step = 0; step < 2; step += 1) at += wanted - Date.parse(`${clockText(new Date(at).toISOString(), timeZone)}:00Z`);
  return new Date(at).toISOString();
}

/** The last day on which something holds that ends at this instant: an end at midnight belongs to the day before. */
export const lastDay = (end: string, timeZone: string): string => clockText(new Date(Date.parse(end) - 1).toISOString(), timeZone).slice(0, 10);
