// How much time is left, as people say it. Pure: now is a parameter.

export type Urgency = 'late' | 'today' | 'soon' | 'later' | 'done';

export interface Left {
  urgency: Urgency;
  /** Key of the message, below `obligation.`. */
  words: 'left_late_days' | 'left_late_hours' | 'left_late_minutes' | 'left_minutes' | 'left_hours' | 'left_working_days' | 'left_days';
  count: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What is due within so many hours is due soon. */
const SOON = 48 * HOUR;

/** What is left until an instant. Within two days it is said in hours, then in working days, which only the server can count. */
export function left(due: string, now: number, today: boolean, workingDays: number | null): Left {
  const rest = Date.parse(due) - now;
  if (rest < 0) {
    const late = -rest;
    if (late >= DAY) return { urgency: 'late', words: 'left_late_days', count: Math.floor(late / DAY) };
    if (late >= HOUR) return { urgency: 'late', words: 'left_late_hours', count: Math.floor(late / HOUR) };
    return { urgency: 'late', words: 'left_late_minutes', count: Math.max(1, Math.floor(late / MINUTE)) };
  }
  const urgency: Urgency = today ? 'today' : rest < SOON ? 'soon' : 'later';
  if (rest < HOUR) return { urgency, words: 'left_minutes', count: Math.max(1, Math.floor(rest / MINUTE)) };
  if (rest < SOON || (workingDays === null && rest < 2 * DAY)) return { urgency, words: 'left_hours', count: Math.floor(rest / HOUR) };
  if (workingDays === null) return { urgency, words: 'left_days', count: Math.floor(rest / DAY) };
  return { urgency, words: 'left_working_days', count: workingDays };
}
